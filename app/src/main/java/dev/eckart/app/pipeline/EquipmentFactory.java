package dev.eckart.app.pipeline;

import dev.eckart.app.config.CompressSettings;
import dev.eckart.app.config.FrontierSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.experiment.Descent;
import dev.eckart.app.experiment.Equipment;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Finds the plug-ins that a configuration names. */
public final class EquipmentFactory {
    /** What makes a layer that can be factorised. */
    private static final String LINEAR = "dense";

    private final Plugins plugins;

    /**
     * A factory over what there is.
     *
     * @param plugins all plug-ins
     */
    @Inject
    public EquipmentFactory(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Makes sure that each level and budget of a configuration can be done.
     *
     * @param configuration asks for them
     * @param allocators names of allocators; it is enough that one of them can
     * @throws dev.eckart.app.config.ConfigurationException if none can: one line that says why and what to do
     */
    public void requireAllocatable(Configuration configuration, List<String> allocators) {
        List<RankAllocator> named =
                allocators.stream().map(plugins.allocators()::get).toList();
        new AllocatorCheck(configuration, named).run();
    }

    /**
     * What computes networks for inference in place of core.
     *
     * @param precision precision of the networks
     * @return the plug-in's name, if there is one that works here
     */
    public Optional<String> kernels(Precision precision) {
        return kernelProvider(precision).map(Named::name);
    }

    private Optional<InferenceKernelProvider> kernelProvider(Precision precision) {
        return plugins.workingKernels().filter(provider -> precision == Precision.FLOAT32);
    }

    /**
     * Takes out what a configuration asks for.
     *
     * @param settings the resolved configuration
     * @param backend what to multiply and factorise with
     * @return the plug-ins
     */
    public Equipment equip(Settings settings, Backend backend) {
        CompressSettings compress = settings.compress();
        FactorStyle style =
                new FactorStyle(compress.innerBias(), compress.activation().map(plugins.layers()::get));
        return new Equipment(
                backend,
                NetworkCompiler.warmedUp(backend, kernelProvider(backend.precision())),
                plugins.trainers().get(settings.trainer()),
                plugins.layers().get(LINEAR),
                plugins.layers().get(settings.base().activation()),
                new Descent(
                        plugins.optimizers().get(settings.base().optimizer()),
                        plugins.schedules().get(settings.base().schedule()),
                        settings.base().clip(),
                        settings.base().weightDecay()),
                new Descent(
                        plugins.optimizers().get(settings.fineTune().optimizer()),
                        plugins.schedules().get(settings.fineTune().schedule()),
                        settings.fineTune().clip(),
                        settings.fineTune().weightDecay()),
                plugins.schedules().get(settings.augment().schedule()),
                new Compressor(
                        plugins.decomposers().get(compress.decomposer()),
                        plugins.allocators().get(compress.allocator()),
                        style,
                        compress.allowLarger(),
                        compress.selection(),
                        compress.preferences()));
    }

    /**
     * Takes out what the ways of a frontier work with.
     *
     * @param settings the resolved configuration
     * @param backend what to multiply and factorise with
     * @return one entry for each decomposer with each allocator
     */
    public List<Equipment> ways(Settings settings, Backend backend) {
        Equipment common = equip(settings, backend);
        FrontierSettings frontier = settings.frontier();
        return frontier.decomposers(settings.compress()).stream()
                .map(name -> common.compressor().with(plugins.decomposers().get(name)))
                .flatMap(compressor -> frontier.allocators(settings.compress()).stream()
                        .map(name -> compressor.with(plugins.allocators().get(name))))
                .map(common::with)
                .toList();
    }
}
