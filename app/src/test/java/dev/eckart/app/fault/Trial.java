package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import dev.eckart.app.fault.Fault.Attack;
import dev.eckart.app.fault.Running.Call;
import dev.eckart.app.fault.Running.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One command, disturbed by one fault.
 *
 * @param scenario the command
 * @param fault the fault
 * @param seed decides on the fault's details and its moment
 */
record Trial(Scenario scenario, Fault fault, long seed) {
    private static final int KILLED = 137;
    private static final int DONE = 0;

    /**
     * What is known of a command that nobody disturbs.
     *
     * @param origin where the files are that it reads
     * @param made what it makes
     * @param milliseconds how long it takes
     */
    record Undisturbed(Path origin, Map<String, Object> made, long milliseconds) {}

    /**
     * What became of a trial.
     *
     * @param scenario the command
     * @param fault the fault
     * @param detail its details
     * @param seed what repeats it
     * @param milliseconds when it struck
     * @param code how the command ended
     * @param outcome what there was afterwards
     * @param broken promises that were not kept, one line each
     */
    record Verdict(
            String scenario,
            String fault,
            String detail,
            long seed,
            long milliseconds,
            int code,
            String outcome,
            List<String> broken) {}

    /** Disturbs a command in a directory of its own, takes the fault away, and calls the command again. */
    Verdict carryOut(Undisturbed known, Path directory) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        Ground ground = new Ground(Files.createDirectories(directory)).filledFrom(known.origin(), scenario.sources());
        Attack attack = fault.plan().attack(scenario, ground, random);
        long moment = random.nextLong(known.milliseconds());
        Call plain = new Call(List.of(), Installation.built(), scenario.arguments());
        Call disturbed = attack.begin().apply(plain);
        Running running = Running.start(disturbed, directory);
        if (!running.endsWithin(moment)) {
            attack.strike().on(running.process());
        }
        Outcome outcome = running.end();
        List<String> broken = new ArrayList<>(Promises.ofTheDisturbed(outcome, attack));
        attack.undo().on(running.process());
        Map<String, Object> made = ground.made(scenario.output());
        boolean asked = disturbed.arguments().equals(plain.arguments());
        // Who works with other plug-ins to the end makes something of its own.
        boolean whole =
                asked ? made.equals(known.made()) : named(made).equals(named(known.made())) && outcome.code() == DONE;
        if (outcome.code() == DONE ? !whole : !whole && !made.isEmpty()) {
            broken.add("half-written: " + made.keySet());
        }
        Set<String> temporary = ground.temporary();
        // ONNX Runtime leaves its own folder behind, empty.
        temporary.removeIf(name -> name.startsWith("onnxruntime-java"));
        if (outcome.code() != KILLED && !temporary.isEmpty()) {
            broken.add("temporary files are left: " + temporary);
        }
        Set<String> left = left(ground);
        if (!whole) {
            boolean goesOn = asked && canGoOn(ground, left);
            broken.addAll(again(known, ground, goesOn ? plain.asking(List.of("run", "--resume", "out")) : plain));
        } else if (outcome.code() != KILLED && !left.isEmpty()) {
            // Who is killed between the last move and the sweeping leaves that to the next command in the same place.
            broken.add("left over beside the whole: " + left);
        }
        if (broken.isEmpty()) {
            ground.delete();
        }
        return new Verdict(
                scenario.name(),
                fault.name(),
                attack.detail(),
                seed,
                moment,
                outcome.code(),
                whole ? "whole" : left.isEmpty() ? "nothing" : "something to go on with",
                broken);
    }

    /** What is neither read nor made by the command. */
    private Set<String> left(Ground ground) throws IOException {
        Set<String> left = new TreeSet<>(ground.names());
        left.removeAll(scenario.sources());
        left.removeIf(name -> name.equals(scenario.output())
                || name.startsWith(scenario.output() + ".") && !name.endsWith(".checkpoint"));
        return left;
    }

    /** Names of what was made, but for pictures that a network answers in another way: which those are, its training says. */
    private static Set<String> named(Map<String, Object> made) {
        return made.keySet().stream()
                .filter(name -> !name.contains("/pictures/"))
                .collect(Collectors.toSet());
    }

    /** The files that the command reads are whole again, and it is called as it was, or goes on. */
    private List<String> again(Undisturbed known, Ground ground, Call call) throws IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        ground.restore(known.origin(), scenario.sources());
        Outcome outcome = Running.start(call, ground.directory()).end();
        broken.addAll(Promises.ofTheNext(outcome));
        Map<String, Object> made = ground.made(scenario.output());
        if (!made.equals(known.made())) {
            Set<String> different = new TreeSet<>(known.made().keySet());
            different.addAll(made.keySet());
            different.removeIf(
                    name -> Objects.equals(made.get(name), known.made().get(name)));
            broken.add("called again it makes something else: " + different);
        }
        Set<String> left = left(ground);
        left.removeIf(name -> outcome.err().contains(name));
        if (!left.isEmpty()) {
            broken.add("left over after it was called again: " + left);
        }
        return broken;
    }

    /** Of a run there may be something to go on with. */
    private boolean canGoOn(Ground ground, Set<String> left) {
        return left.stream()
                .anyMatch(name -> Files.exists(ground.directory().resolve(name).resolve(".report.json.begun")));
    }
}
