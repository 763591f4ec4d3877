package dev.eckart.app.plugin;

import dev.eckart.registry.Plugin;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.engine.EngineProvider;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.text.TokenizerProvider;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.spi.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All plug-ins of every kind.
 *
 * @param backends numerical libraries
 * @param decomposers ways to factorise a layer
 * @param allocators ways to share a budget among layers
 * @param trainers ways to train
 * @param layers kinds of layers
 * @param optimizers ways to step
 * @param schedules ways to change the step size
 * @param tokenizers what makes tokens of texts
 * @param kernels inference by instructions that Java's loops do not reach
 * @param engines what carries out work that can be done in pieces; those in folders of their own are not among them
 * @param loader where all were found
 * @param passedOver jars that Java cannot read, one line each with the reason
 */
public record Plugins(
        Registry<BackendProvider> backends,
        Registry<Decomposer> decomposers,
        Registry<RankAllocator> allocators,
        Registry<Trainer> trainers,
        Registry<LayerProvider> layers,
        Registry<OptimizerProvider> optimizers,
        Registry<Schedule> schedules,
        Registry<TokenizerProvider> tokenizers,
        Registry<InferenceKernelProvider> kernels,
        Registry<EngineProvider> engines,
        ClassLoader loader,
        List<String> passedOver) {
    static final String ENGINES = "engines";
    /** What the names of Eckart's own plug-ins begin with. */
    private static final String OWN = "dev.eckart.";

    /**
     * Finds them. Jars that cannot be read are looked for on the class path.
     *
     * @param loader where to look
     * @return what was found
     * @throws dev.eckart.registry.PluginException if two of one kind have one name
     */
    public static Plugins load(ClassLoader loader) {
        return new Plugins(
                Registry.load(BackendProvider.class, loader),
                Registry.load(Decomposer.class, loader),
                Registry.load(RankAllocator.class, loader),
                Registry.load(Trainer.class, loader),
                Registry.load(LayerProvider.class, loader),
                Registry.load(OptimizerProvider.class, loader),
                Registry.load(Schedule.class, loader),
                Registry.load(TokenizerProvider.class, loader),
                Registry.load(InferenceKernelProvider.class, loader),
                Registry.load(EngineProvider.class, loader),
                loader,
                ClassPathJars.of(System.getProperty("java.class.path", "")).problems());
    }

    /**
     * What computes networks in place of core's loops: the first kernels that can work in this Java.
     *
     * @return the plug-in, if there is one
     */
    public Optional<InferenceKernelProvider> workingKernels() {
        return kernels.all().values().stream()
                .map(Plugin::plugin)
                .filter(provider -> Availability.problem(provider).isEmpty())
                .findFirst();
    }

    /**
     * What was meant to be a plug-in and is none.
     *
     * @return one line each, with the reason
     */
    public List<String> failures() {
        return Stream.concat(passedOver.stream(), byKind().values().stream().flatMap(kind -> kind.failures().stream()))
                .toList();
    }

    /**
     * The plug-in of somebody else that was at work when something went wrong.
     *
     * @param failure what went wrong
     * @return what it is called and where it lies; empty if none was
     */
    public Optional<String> atWork(Throwable failure) {
        Map<String, String> foreign = new LinkedHashMap<>();
        byKind().forEach((kind, all) -> all.all().forEach((name, found) -> {
            if (!found.plugin().getClass().getName().startsWith(OWN)) {
                foreign.putIfAbsent(found.location(), "'" + name + "' (" + kind + ") of " + found.location());
            }
        }));
        for (Throwable cause = failure; cause != null && !foreign.isEmpty(); cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                Optional<String> found = location(frame.getClassName()).map(foreign::get);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> location(String type) {
        try {
            return Optional.of(Plugin.location(Class.forName(type, false, loader)));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * The registries by what a person calls their plug-ins.
     *
     * @return kind to registry, in the order in which they are listed
     */
    public Map<String, Registry<? extends Named>> byKind() {
        Map<String, Registry<? extends Named>> kinds = new LinkedHashMap<>();
        kinds.put("backends", backends);
        kinds.put("decomposers", decomposers);
        kinds.put("allocators", allocators);
        kinds.put("trainers", trainers);
        kinds.put("layers", layers);
        kinds.put("optimizers", optimizers);
        kinds.put("schedules", schedules);
        kinds.put("tokenizers", tokenizers);
        kinds.put("kernels", kernels);
        kinds.put(ENGINES, engines);
        return kinds;
    }
}
