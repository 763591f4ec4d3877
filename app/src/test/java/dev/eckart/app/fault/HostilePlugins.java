package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import dev.eckart.app.PluginJar;
import dev.eckart.app.fault.Fault.Act;
import dev.eckart.app.fault.Fault.Attack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Plug-ins that do their work by those of the distribution, and something else at one of the times they are called. */
final class HostilePlugins {
    private static final String NAME = "hostile";
    private static final int INTERRUPTED = 130;
    private static final String NO_NUMBERS = "gives NaN";
    private static final int ONE_CALL = 2;
    private static final int FEW_CALLS = 3;
    private static final int MANY_CALLS = 40;
    private static final String TIME = "if (isTime()) { DEED ANSWER }";

    /** What they do, as statements in a method that gives something back. */
    private static final Map<String, String> DEEDS = Map.of(
            "hangs", "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { continue; } }",
            "exits", "System.exit(0);",
            "throws", "throw new IllegalStateException(\"no more\");",
            "overflows", "Hostile.deeper(1);",
            "has no class", "throw new NoClassDefFoundError(\"org/acme/Missing\");");

    private HostilePlugins() {}

    /**
     * A kind of plug-in.
     *
     * @param service its interface, in a package of {@code dev.eckart.spi}
     * @param calls more than the calls after which it does something else: layers are few, and steps many
     * @param options what has it used, by the command that can use it
     * @param body its methods but for its name, with {@code TIME} where it does something else once
     * @param lies by what is wrong with an answer, the statements that make it so
     */
    private record Kind(
            String service, int calls, Map<Scenario, String> options, String body, Map<String, String> lies) {
        String source(String deed, String answer, int time) {
            return """
                    package hostile;

                    import dev.eckart.spi.*;
                    import dev.eckart.spi.backend.*;
                    import dev.eckart.spi.compress.*;
                    import dev.eckart.spi.layer.*;
                    import dev.eckart.spi.train.*;
                    import dev.eckart.tensor.*;
                    import java.util.*;

                    public final class Hostile implements dev.eckart.spi.SERVICE {
                        private static int calls;

                        static boolean isTime() {
                            return ++calls == CALLS;
                        }

                        static int deeper(int depth) {
                            return 1 + deeper(depth + 1);
                        }

                        static <T extends Named> T sound(Class<T> type, String name) {
                            for (T found : ServiceLoader.load(type)) {
                                if (found.name().equals(name)) {
                                    return found;
                                }
                            }
                            throw new EckartException(name + " is not there");
                        }

                        @Override
                        public String name() {
                            return "hostile";
                        }
                    BODY
                    }
                    """.replace("BODY", body)
                    .replace("TIME", TIME)
                    .replace("SERVICE", service)
                    .replace("CALLS", String.valueOf(time))
                    .replace("DEED", deed)
                    .replace("ANSWER", answer);
        }
    }

    private static List<Kind> kinds() {
        return List.of(
                new Kind(
                        "compress.Decomposer",
                        FEW_CALLS,
                        Map.of(
                                Scenario.RUN, "-P compress.decomposer=hostile",
                                Scenario.COMPRESS, "--decomposer hostile"),
                        """
                        @Override
                        public Decomposition decompose(Request request) {
                            Decomposition answer = sound(Decomposer.class, "truncated-svd").decompose(request);
                            TIME
                            return answer;
                        }
                        """,
                        Map.of(
                                "answers null",
                                "if (calls > 0) return null;",
                                "drops a factor",
                                "Decomposition all = answer; answer = all.from(one -> all.factors(one).subList(0, 1));",
                                NO_NUMBERS,
                                "Decomposition all = answer; answer = all.from(one -> { var made = all.factors(one);"
                                        + " made.get(0).parameters().forEach(p -> Tensors.fill(p.value(), i -> Double.NaN));"
                                        + " return made; });",
                                "tells NaN",
                                "answer = answer.with(answer.candidates().stream().map(one -> one.isLayer() ? one :"
                                        + " new Candidate(one.label(), one.rank(), one.factors(), Double.NaN)));",
                                "answers for another layer",
                                "answer = new Decomposition(3, 2, answer.candidates(), answer.scale(), answer.source());")),
                new Kind(
                        "compress.RankAllocator",
                        ONE_CALL,
                        Map.of(
                                Scenario.RUN, "-P compress.allocator=hostile",
                                Scenario.COMPRESS, "--allocator hostile"),
                        """
                        @Override
                        public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
                            List<Candidate> answer = new ArrayList<>(sound(RankAllocator.class, "greedy").allocate(layers, budget));
                            TIME
                            return answer;
                        }
                        """,
                        Map.of(
                                "answers null", "if (calls > 0) return null;",
                                "leaves one out", "answer.remove(0);",
                                "makes one up",
                                        "Candidate one = answer.get(0); answer.set(0, new Candidate(\"rank 999\", OptionalInt.of(999),"
                                                + " one.factors(), 0));",
                                "chooses nothing", "answer.set(0, null);")),
                backend(
                        "",
                        TIME,
                        Map.of(
                                NO_NUMBERS,
                                "answer.s()[0] = Double.NaN;",
                                "swaps the sides",
                                "answer = new Svd(answer.v(), answer.s(), answer.u());",
                                "answers null",
                                "if (calls > 0) return null;")),
                backend(TIME, "", Map.of(NO_NUMBERS, "Tensors.fill(c, i -> Double.NaN);")),
                new Kind(
                        "train.OptimizerProvider",
                        MANY_CALLS,
                        Map.of(
                                Scenario.RUN, "-P base.optimizer=hostile",
                                Scenario.COMPRESS, "--optimizer hostile",
                                Scenario.FINE_TUNE, "--optimizer hostile"),
                        """
                        @Override
                        public Optimizer create(List<Parameter> parameters) {
                            Optimizer sound = sound(OptimizerProvider.class, "adam").create(parameters);
                            return new Optimizer() {
                                @Override
                                public void step(double learningRate) {
                                    sound.step(learningRate);
                                    TIME
                                }

                                @Override
                                public List<Tensor> state() {
                                    return sound.state();
                                }
                            };
                        }
                        """,
                        Map.of(NO_NUMBERS, "parameters.forEach(p -> Tensors.fill(p.value(), i -> Double.NaN));")),
                new Kind(
                        "train.Schedule",
                        MANY_CALLS,
                        Map.of(Scenario.COMPRESS, "--schedule hostile", Scenario.FINE_TUNE, "--schedule hostile"),
                        """
                        @Override
                        public double share(long step, long steps) {
                            double answer = 1;
                            TIME
                            return answer;
                        }
                        """,
                        Map.of(NO_NUMBERS, "answer = Double.NaN;")));
    }

    private static Kind backend(String inProducts, String inDecompositions, Map<String, String> lies) {
        return new Kind(
                "backend.BackendProvider",
                inProducts.isEmpty() ? FEW_CALLS : MANY_CALLS,
                Map.of(Scenario.RUN, "-P backend=hostile", Scenario.COMPRESS, "--backend hostile"),
                """
                @Override
                public Library library() {
                    return new Library("EJML, mostly", "1");
                }

                @Override
                public Backend create(Settings settings) {
                    Backend sound = sound(BackendProvider.class, "ejml").create(settings);
                    return new Backend() {
                        @Override
                        public Precision precision() {
                            return sound.precision();
                        }

                        @Override
                        public void gemm(Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
                            sound.gemm(ta, a, tb, b, alpha, beta, c);
                            PRODUCT
                        }

                        @Override
                        public Svd svd(Tensor a) {
                            Svd answer = sound.svd(a);
                            DECOMPOSITION
                            return answer;
                        }
                    };
                }
                """.replace("PRODUCT", inProducts).replace("DECOMPOSITION", inDecompositions),
                lies);
    }

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        DEEDS.keySet().stream()
                .sorted()
                .forEach(deed ->
                        faults.add(new Fault("plug-in " + deed, Optional.empty(), (scenario, ground, random) -> {
                            Kind kind = of(scenario, random);
                            return attack(
                                    deed,
                                    kind,
                                    kind.source(DEEDS.get(deed), "", random.nextInt(1, kind.calls())),
                                    scenario,
                                    ground);
                        })));
        faults.add(new Fault("plug-in lies", Optional.empty(), (scenario, ground, random) -> {
            Kind kind = of(scenario, random);
            List<String> lies = kind.lies().keySet().stream().sorted().toList();
            String lie = lies.get(random.nextInt(lies.size()));
            return attack(
                    lie,
                    kind,
                    kind.source("", kind.lies().get(lie), random.nextInt(1, kind.calls())),
                    scenario,
                    ground);
        }));
        return faults;
    }

    private static Kind of(Scenario scenario, SplittableRandom random) {
        List<Kind> able = kinds().stream()
                .filter(kind -> kind.options().containsKey(scenario))
                .toList();
        return able.get(random.nextInt(able.size()));
    }

    private static Attack attack(String deed, Kind kind, String source, Scenario scenario, Ground ground)
            throws IOException {
        Installation hostile = Installation.copyTo(ground.directory().resolve("home/eckart"));
        new PluginJar(kind.service(), "hostile.Hostile", source, true).build(hostile.plugins(NAME + ".jar"));
        List<String> options = List.of(kind.options().get(scenario).split(" "));
        boolean hangs = deed.equals("hangs");
        // A training that diverges is none's fault in particular.
        boolean isLegal = deed.equals(NO_NUMBERS) && !kind.service().startsWith("compress");
        // What hangs is ended by Ctrl-C, and does not come to say anything.
        Act strike = hangs ? process -> Installation.shell("kill -INT " + process.pid()) : Act.NOTHING;
        return new Attack(
                kind.service() + " " + deed,
                call -> call.of(hostile).with(options),
                strike,
                Act.NOTHING,
                Set.of(hangs ? INTERRUPTED : 1),
                isLegal ? Optional.empty() : Optional.of(NAME));
    }
}
