package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.compress.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Choices that were run in turn with the model. Where that itself took longer than it is known to take, the machine was busy
 * with something that small and large models suffer from differently, and the race is run again.
 */
final class Races {
    /** What the model may take, by what it usually takes, for a race to count. */
    private static final double BUSY = 1.1;

    /** Races that are run again at most, of all choices together: on a machine that is always busy, none is better. */
    private static final int MOST_AGAIN = 12;

    private final OnnxModel model;
    private final TimedRun run;
    private final Function<List<Candidate>, ModelProto> written;
    private final Map<List<Candidate>, Speed> races = new LinkedHashMap<>();
    private double usual = Double.POSITIVE_INFINITY;
    private int again;

    Races(OnnxModel model, TimedRun run, Function<List<Candidate>, ModelProto> written) {
        this.model = model;
        this.run = run;
        this.written = written;
    }

    /** Runs a choice; whatever was run when the machine was busy is run again. */
    Speed of(List<Candidate> chosen) {
        run(chosen);
        if (races.size() == 1) {
            // Nobody knows yet what is usual.
            run(chosen);
        }
        Optional<List<Candidate>> busy;
        while (again < MOST_AGAIN && (busy = busy()).isPresent()) {
            run(busy.get());
            again++;
        }
        return races.get(chosen);
    }

    private Optional<List<Candidate>> busy() {
        return races.keySet().stream()
                .filter(choice -> before(races.get(choice)) > BUSY * usual)
                .findFirst();
    }

    private void run(List<Candidate> chosen) {
        Speed race = run.clock().race(model, new OnnxModel(model.file(), written.apply(chosen)), run.batch());
        usual = Math.min(usual, before(race));
        races.merge(chosen, race, (one, other) -> before(one) <= before(other) ? one : other);
    }

    private static double before(Speed race) {
        return race.times().get(0).microseconds();
    }

    /** What was measured of each choice that was run. */
    Map<List<Candidate>, Speed> known() {
        return Map.copyOf(races);
    }

    /** Microseconds that the model usually takes. */
    double usual() {
        return usual;
    }
}
