package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import dev.eckart.app.fault.Running.Call;
import dev.eckart.app.fault.Trial.Undisturbed;
import dev.eckart.app.fault.Trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Disturbs the distribution, one command and one fault after the other, and keeps what became of it. */
public final class Faults {
    private final Path directory;
    private final Map<Scenario, Undisturbed> known = new EnumMap<>(Scenario.class);
    private int trials;

    private Faults(Path directory) {
        this.directory = directory;
    }

    /** Where trials are carried out. */
    static Faults in(Path directory) throws IOException {
        Faults faults = new Faults(directory);
        Scenario.writeSources(Files.createDirectories(faults.sources()));
        return faults;
    }

    private Path sources() {
        return directory.resolve("sources");
    }

    private Undisturbed known(Scenario scenario) throws IOException, InterruptedException {
        if (!known.containsKey(scenario)) {
            known.put(scenario, undisturbed(scenario, sources(), directory.resolve(scenario.name())));
        }
        return known.get(scenario);
    }

    private static Undisturbed undisturbed(Scenario scenario, Path sources, Path directory)
            throws IOException, InterruptedException {
        Ground ground = new Ground(Files.createDirectories(directory)).filledFrom(sources, scenario.sources());
        long begin = System.nanoTime();
        Running.Outcome outcome = Running.start(
                        new Call(List.of(), Installation.built(), scenario.arguments()), directory)
                .end();
        if (outcome.code() != 0) {
            throw new IllegalStateException(scenario + " fails undisturbed: " + outcome.err());
        }
        return new Undisturbed(sources, ground.made(scenario.output()), (System.nanoTime() - begin) / 1_000_000);
    }

    /** All faults. */
    static List<Fault> all() {
        return Stream.concat(MachineFaults.all().stream(), HostilePlugins.all().stream())
                .toList();
    }

    /** Carries out one trial. */
    Verdict verdict(Scenario scenario, Fault fault, long seed) throws IOException, InterruptedException {
        Path place = directory.resolve("trial-" + trials++);
        return new Trial(scenario, fault, seed).carryOut(known(scenario), place);
    }

    /**
     * Disturbs each command by each fault in turn until the time is over, and writes a table of it.
     *
     * @param arguments a directory, how many minutes, the seed or {@code random}, and a regular expression of the names of faults
     * @throws IOException if the directory cannot be written
     * @throws InterruptedException if somebody wants it to end
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.parseLong(arguments[1])).toNanos();
        long seed = arguments[2].equals("random") ? System.nanoTime() : Long.parseLong(arguments[2]);
        List<Fault> chosen = all().stream()
                .filter(fault -> fault.name().matches(arguments[3]))
                .toList();
        Faults faults = in(Files.createTempDirectory(Files.createDirectories(directory), "trials"));
        FaultTable table = new FaultTable(seed, chosen, new ArrayList<>());
        System.out.println("faults: seed " + seed);
        Random random = new Random(seed);
        while (System.nanoTime() < end) {
            List<Map.Entry<Scenario, Fault>> round = round(chosen);
            Collections.shuffle(round, random);
            for (Map.Entry<Scenario, Fault> next : round) {
                if (System.nanoTime() >= end) {
                    break;
                }
                Verdict verdict = faults.verdict(next.getKey(), next.getValue(), random.nextLong());
                table.verdicts().add(verdict);
                table.write(directory);
                System.out.println(FaultTable.line(verdict));
            }
        }
        System.out.println(table.markdown());
        System.exit(table.isKept() ? 0 : 1);
    }

    private static List<Map.Entry<Scenario, Fault>> round(List<Fault> faults) {
        List<Map.Entry<Scenario, Fault>> round = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            faults.stream()
                    .filter(fault -> fault.impossible().isEmpty())
                    .forEach(fault -> round.add(Map.entry(scenario, fault)));
        }
        return round;
    }
}
