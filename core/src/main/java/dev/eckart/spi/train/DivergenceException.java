package dev.eckart.spi.train;

import dev.eckart.spi.EckartException;
import java.util.List;
import java.util.Locale;

/** Training diverged: the loss is no longer a finite number. Serialised, it loses the epochs. */
public final class DivergenceException extends EckartException {
    private static final long serialVersionUID = 1L;

    private final transient List<Trainer.Epoch> epochs;

    /**
     * Training has diverged.
     *
     * @param epoch the epoch in which it did, from 1
     * @param learningRate the learning rate that was asked for
     * @param loss the loss that was seen
     * @param epochs the epochs that went well before
     */
    public DivergenceException(int epoch, double learningRate, double loss, List<Trainer.Epoch> epochs) {
        super("training diverged: the loss became " + loss + " in epoch " + epoch + " at learning rate " + learningRate
                + "; try a learning rate of "
                + String.format(Locale.ROOT, "%.2g", learningRate / 10) + " or less");
        this.epochs = epochs;
    }

    /**
     * The epochs that went well before.
     *
     * @return one entry an epoch
     */
    public List<Trainer.Epoch> epochs() {
        return epochs;
    }
}
