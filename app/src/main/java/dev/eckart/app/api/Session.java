package dev.eckart.app.api;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.step.FineTuneJob;
import dev.eckart.app.step.Workbench;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.train.Evaluation;
import java.util.Optional;

/**
 * One configuration, its backend and its data: a run step by step, each to the same bits as {@link Eckart#run}. For one
 * thread at a time.
 */
public final class Session {
    private static final String MODEL = "the model";

    private final Eckart eckart;
    private final Workbench bench;

    Session(Eckart eckart, Workbench bench) {
        this.eckart = eckart;
        this.bench = bench;
    }

    /**
     * The data set to train and test on.
     *
     * @return the data set
     */
    public Dataset data() {
        return bench.data();
    }

    /**
     * Trains the network that is to be compressed.
     *
     * @return a new network, the {@code base.onnx} of a run
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public Model train() {
        return new Model(bench.train().file());
    }

    /**
     * Compresses a network to one size and fine-tunes the result.
     *
     * @param base a trained network
     * @param budget as {@code compress.budgets} has them: {@code 11747} (parameters), {@code 4x}, {@code 30%},
     *     {@code 20000 macs}, {@code 96000 bytes}, {@code 3 us}, {@code 0.5x time} or {@code within 0.5 points}
     * @return another network
     * @throws dev.eckart.spi.EckartException if it does not fit the data or the precision, cannot be made so small, or its fine-tuning
     *     diverges
     */
    public Model compress(Model base, String budget) {
        bench.requireAllocatable(fitting(base), Factorised.budget(eckart, budget));
        return factorise(base).compress(budget);
    }

    /**
     * Factorises a network once, to compress it to several sizes.
     *
     * @param base a trained network
     * @return the network with all that its layers can be replaced by
     * @throws dev.eckart.spi.EckartException if it does not fit the data or the precision, or cannot be factorised
     */
    public Factorised factorise(Model base) {
        Network network = fitting(base);
        Experiment experiment = bench.experiment();
        return new Factorised(eckart, bench, experiment.measure(network), experiment.factorise(network));
    }

    /**
     * Trains a network further, as {@code eckart fine-tune} does.
     *
     * @param model the network
     * @return another network
     * @throws dev.eckart.spi.EckartException if it does not fit the data or the precision, or {@code fine-tune.distillation} needs a teacher
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public Model fineTune(Model model) {
        return fineTune(model, Optional.empty());
    }

    /**
     * Trains a network further, with a teacher, to whose answers {@code fine-tune.distillation} gives a weight.
     *
     * @param model the network
     * @param teacher the network before compression
     * @return another network
     * @throws dev.eckart.spi.EckartException if one of them does not fit the data or the precision, or the answers have no weight
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public Model fineTune(Model model, Model teacher) {
        return fineTune(model, Optional.of(fitting(teacher)));
    }

    private Model fineTune(Model model, Optional<Network> teacher) {
        FineTuneJob.requireTeacher(bench.job(), teacher.isPresent());
        fitting(model);
        return new Model(bench.fineTune(model.copy(), teacher, Optional.empty()).file());
    }

    /**
     * Tests a network.
     *
     * @param model the network
     * @return loss, accuracy and confusion matrix on the test pictures
     * @throws dev.eckart.spi.EckartException if it does not fit the data or the precision
     */
    public Evaluation evaluate(Model model) {
        return bench.experiment().test(fitting(model), new SoftmaxCrossEntropy());
    }

    /**
     * Measures all that reports have of a network, its times too.
     *
     * @param model the network
     * @return how it does on training and test pictures, and its size, layers and times
     * @throws dev.eckart.spi.EckartException if it does not fit the data or the precision
     */
    public NetworkReport measure(Model model) {
        return bench.experiment().measure(fitting(model)).report();
    }

    private Network fitting(Model model) {
        bench.requireFits(MODEL, model.shared());
        return model.shared();
    }
}
