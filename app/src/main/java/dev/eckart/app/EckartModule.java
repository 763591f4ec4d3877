package dev.eckart.app;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import dev.eckart.app.command.CompressCommand;
import dev.eckart.app.command.ConfigCommand;
import dev.eckart.app.command.CostsCommand;
import dev.eckart.app.command.DataCommand;
import dev.eckart.app.command.DiffCommand;
import dev.eckart.app.command.DropTokensCommand;
import dev.eckart.app.command.EvaluateCommand;
import dev.eckart.app.command.FineTuneCommand;
import dev.eckart.app.command.FrontierCommand;
import dev.eckart.app.command.InspectCommand;
import dev.eckart.app.command.ListCommand;
import dev.eckart.app.command.ReportCommand;
import dev.eckart.app.command.RunCommand;
import dev.eckart.app.command.TrainCommand;
import dev.eckart.app.command.VerifyCommand;
import dev.eckart.app.command.VerifyGradientsCommand;
import dev.eckart.app.command.option.ConfigOptions;
import dev.eckart.app.command.option.DisplayOptions;
import dev.eckart.app.command.option.EngineOptions;
import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.command.option.ModelOptions;
import dev.eckart.app.command.option.OnnxOptions;
import dev.eckart.app.command.option.ResultOptions;
import dev.eckart.app.command.option.SharedOptions;
import dev.eckart.app.command.option.TuningOptions;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.engine.EngineSelection;
import dev.eckart.app.frontier.FrontierJob;
import dev.eckart.app.modeljob.CompressionJob;
import dev.eckart.app.modeljob.DifferenceJob;
import dev.eckart.app.modeljob.EvaluationJob;
import dev.eckart.app.modeljob.GradientJob;
import dev.eckart.app.modeljob.InspectionJob;
import dev.eckart.app.modeljob.TuningJob;
import dev.eckart.app.modeljob.cost.CostsJob;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.Tokenizing;
import dev.eckart.app.modeljob.token.TokenJob;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.ResultKeeper;
import dev.eckart.app.pipeline.RunJob;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.plugin.PluginNames;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.step.FineTuneJob;
import dev.eckart.app.step.TrainJob;
import dev.eckart.app.step.WorkbenchFactory;
import dev.eckart.app.verify.VerifyJob;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.spi.train.Trainer;

/** Wires the program: what was found, what the process gave, and who needs them. */
final class EckartModule extends AbstractModule {
    private final Process process;
    private final SharedOptions options;
    private final Plugins plugins;

    /** Wires what the process gave, the options that were read and the plug-ins that were found. */
    EckartModule(Process process, SharedOptions options, Plugins plugins) {
        this.options = options;
        this.process = process;
        this.plugins = plugins;
    }

    /** What the process gave. */
    record Process(Console console, Environment environment, Interruption interruption) {}

    @Override
    protected void configure() {
        strict(binder());
        bind(Console.class).toInstance(process.console());
        bind(Environment.class).toInstance(process.environment());
        bind(Interruption.class).toInstance(process.interruption());
        bind(ConfigOptions.class).toInstance(options.configuration());
        bind(ResultOptions.class).toInstance(options.results());
        bind(OnnxOptions.class).toInstance(options.onnx());
        bind(TuningOptions.class).toInstance(options.tuning());
        bind(EngineOptions.class).toInstance(options.engine());
        bind(ModelOptions.class).toInstance(options.models());
        bind(DisplayOptions.class).toInstance(options.display());
        bind(JobOptions.class);
        bind(ModelJobs.class);
        bindPlugins();
        bindPipeline();
        bind(RunCommand.class);
        bind(TrainCommand.class);
        bind(FineTuneCommand.class);
        bind(VerifyCommand.class);
        bind(VerifyGradientsCommand.class);
        bind(FrontierCommand.class);
        bind(InspectCommand.class);
        bind(CompressCommand.class);
        bind(CostsCommand.class);
        bind(EvaluateCommand.class);
        bind(DiffCommand.class);
        bind(DropTokensCommand.class);
        bind(ReportCommand.class);
        bind(ListCommand.class);
        bind(ConfigCommand.class);
        bind(DataCommand.class);
    }

    /** Nothing is made that was not asked for by name, and no class is generated. */
    private static void strict(Binder binder) {
        binder.requireExplicitBindings();
        binder.requireAtInjectOnConstructors();
        binder.disableCircularProxies();
    }

    private void bindPlugins() {
        bind(Plugins.class).toInstance(plugins);
        bind(PluginNames.class).toInstance(new PluginNames(plugins));
        bind(BackendSelection.class).toInstance(new BackendSelection(plugins.backends()));
        bindKind(BackendProvider.class, plugins.backends());
        bindKind(Decomposer.class, plugins.decomposers());
        bindKind(RankAllocator.class, plugins.allocators());
        bindKind(Trainer.class, plugins.trainers());
        bindKind(LayerProvider.class, plugins.layers());
        bindKind(OptimizerProvider.class, plugins.optimizers());
        bindKind(Schedule.class, plugins.schedules());
    }

    /** A kind of plug-in can be had as its registry and as a map from name to plug-in. */
    private <T extends Named> void bindKind(Class<T> type, Registry<T> registry) {
        @SuppressWarnings("unchecked")
        Key<Registry<T>> key = (Key<Registry<T>>) Key.get(Types.newParameterizedType(Registry.class, type));
        bind(key).toInstance(registry);
        MapBinder<String, T> byName =
                MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), TypeLiteral.get(type));
        registry.all().forEach((name, plugin) -> byName.addBinding(name).toInstance(plugin.plugin()));
    }

    private void bindPipeline() {
        bind(RunJob.class);
        bind(WorkbenchFactory.class);
        bind(TrainJob.class);
        bind(FineTuneJob.class);
        bind(VerifyJob.class);
        bind(FrontierJob.class);
        bind(EngineSelection.class);
        bind(ResultKeeper.class);
        bind(EquipmentFactory.class);
        bind(DatasetFinder.class);
        bind(Tokenizing.class);
        bind(ModelDataFinder.class);
        bind(EvaluationJob.class);
        bind(DifferenceJob.class);
        bind(TokenJob.class);
        bind(GradientJob.class);
        bind(InspectionJob.class);
        bind(CompressionJob.class);
        bind(CostsJob.class);
        bind(TuningJob.class);
    }
}
