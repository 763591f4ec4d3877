package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import dev.eckart.app.fault.Fault.Act;
import dev.eckart.app.fault.Fault.Attack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What a machine does to a program. */
final class MachineFaults {
    private static final int BLOCK = 512;
    private static final String NOBODY = "65534";
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 129, "INT", 130, "KILL", 137, "TERM", 143);

    private MachineFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        SIGNALS.keySet().stream().sorted().map(MachineFaults::signal).forEach(faults::add);
        faults.add(new Fault("no file longer than", Optional.empty(), MachineFaults::shortFiles));
        faults.add(
                new Fault("disk full", unless("unshare -rm true", "no mount of one's own"), MachineFaults::fullDisk));
        faults.add(new Fault("stdout full", unless("test -c /dev/full", "no /dev/full"), MachineFaults::fullStdout));
        faults.add(new Fault("file gone", Optional.empty(), MachineFaults::gone));
        faults.add(new Fault("permission lost", allowedEverything(), MachineFaults::permissionLost));
        faults.add(new Fault("clock moved", Optional.empty(), MachineFaults::clockMoved));
        return faults;
    }

    /** What is started where nobody shall be disturbed ignores some signals. */
    private static Fault signal(String name) {
        int code = SIGNALS.get(name);
        return new Fault(
                "SIG" + name,
                unless("trap; kill -" + name + " $$; true", code),
                (scenario, ground, random) -> Attack.striking(
                        "kill -" + name,
                        process -> Installation.shell("kill -" + name + " " + process.pid()),
                        Act.NOTHING,
                        code));
    }

    private static Optional<String> unless(String command, int code) {
        return Installation.shell(command).code() == code
                ? Optional.empty()
                : Optional.of("what is started here ignores it");
    }

    private static Optional<String> unless(String command, String reason) {
        return Installation.shell(command).code() == 0 ? Optional.empty() : Optional.of("there is " + reason);
    }

    /** The system refuses what makes a file longer than it lets it be, as it refuses what a disk has no room for. */
    private static Attack shortFiles(Scenario scenario, Ground ground, SplittableRandom random) {
        int blocks = random.nextInt(scenario.bytes() / BLOCK);
        return Attack.beginning(
                "files of at most " + blocks * BLOCK + " bytes",
                call -> call.by(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh")),
                1,
                2,
                4);
    }

    /** A small disk of its own, which shows what the command reads too, in a view of the file system that ends with it. */
    private static Attack fullDisk(Scenario scenario, Ground ground, SplittableRandom random) {
        int kilobytes = random.nextInt(1, scenario.bytes() / 1024);
        String script = """
                mkdir disk && mount -t tmpfs -o size=%dk tmpfs disk || exit 99
                for file in %s tmp home; do
                  if [ -d "$file" ]; then mkdir "disk/$file"; else : >"disk/$file"; fi
                  mount --bind "$file" "disk/$file" || exit 99
                done
                (cd disk && exec "$@")
                code=$?
                find disk -mindepth 1 -maxdepth 1 -name '*out*' -exec cp -r {} . ';'
                umount -R disk && rmdir disk
                exit $code
                """.formatted(kilobytes, String.join(" ", scenario.sources()));
        return Attack.beginning(
                "a disk of " + kilobytes + " kB",
                call -> call.by(List.of("unshare", "-rm", "sh", "-c", script, "sh")),
                1,
                2);
    }

    private static Attack fullStdout(Scenario scenario, Ground ground, SplittableRandom random) {
        return Attack.beginning(
                "stdout is /dev/full", call -> call.by(List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh")), 1);
    }

    /** Of what the command reads and what it has written so far, one file or directory. */
    private static Attack gone(Scenario scenario, Ground ground, SplittableRandom random) {
        Path kept = ground.directory().resolve("home/kept");
        return Attack.striking(
                "something is deleted",
                process -> {
                    List<Path> there = everything(ground.directory());
                    Path victim = there.get(random.nextInt(there.size()));
                    Files.move(victim, kept);
                },
                Act.NOTHING,
                1,
                4);
    }

    private static List<Path> everything(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory))
                    .filter(file -> !directory.relativize(file).startsWith("home"))
                    .filter(file -> !file.endsWith(Ground.TEMPORARY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who may do everything works as somebody else, where that is possible. */
    private static List<String> asSomebody() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
                : List.of();
    }

    private static Optional<String> allowedEverything() {
        String script = Installation.built().script().toString();
        return unless(String.join(" ", asSomebody()) + " test -x '" + script + "'", "nobody who may not do everything");
    }

    /** In one directory nothing can be made or removed any more, or a file cannot be read. */
    private static Attack permissionLost(Scenario scenario, Ground ground, SplittableRandom random) {
        if (!asSomebody().isEmpty()) {
            Installation.shell("chown -R " + NOBODY + " '" + ground.directory() + "'");
        }
        Attack lost = Attack.striking(
                "chmod of something",
                process -> {
                    List<Path> there = new ArrayList<>(List.of(ground.directory()));
                    there.addAll(everything(ground.directory()));
                    Path victim = there.get(random.nextInt(there.size()));
                    Installation.shell("chmod a-" + (Files.isDirectory(victim) ? "w" : "r") + " '" + victim + "'");
                },
                process -> Installation.shell("chmod -R u+rwX '" + ground.directory() + "'"),
                1,
                2,
                4);
        return new Attack(
                lost.detail(), call -> call.by(asSomebody()), lost.strike(), lost.undo(), lost.codes(), lost.blamed());
    }

    /** All that is there was written in another time; and what was begun is cut off and goes on. */
    private static Attack clockMoved(Scenario scenario, Ground ground, SplittableRandom random) {
        Instant other = Instant.now().plus(Duration.ofDays(random.nextInt(-20_000, 20_000)));
        return Attack.striking(
                "all files are of " + other,
                process -> {
                    process.destroyForcibly();
                    for (Path file : everything(ground.directory())) {
                        Files.setLastModifiedTime(file, FileTime.from(other));
                    }
                },
                Act.NOTHING,
                137);
    }
}
