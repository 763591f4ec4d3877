package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.embedding.EmbeddingTally;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up how two models differ, batch by batch. */
final class ComparisonTally {
    private final Map<String, OutputTally> tallies = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final Reading.Found found;
    private final Optional<EmbeddingTally> embeddings;
    private final Answers asProbabilities = new Answers();
    private final Answers asLogits = new Answers();
    private final CrossEntropy before;
    private final CrossEntropy after;
    private boolean probable = true;
    private int samples;
    private boolean labelled;
    private boolean comparable = true;

    ComparisonTally(List<String> outputs, Reading.Found found, Optional<EmbeddingTally> embeddings) {
        this.found = found;
        double unitRoundoff =
                found.reading().map(reading -> reading.form().unitRoundoff()).orElse(0.0);
        this.before = new CrossEntropy(unitRoundoff);
        this.after = new CrossEntropy(unitRoundoff);
        this.embeddings = embeddings;
        Optional<String> decisions = found.reading().flatMap(Reading::decisions);
        outputs.stream()
                .filter(name -> !decisions.equals(Optional.of(name)))
                .forEach(name -> tallies.put(name, new OutputTally(name)));
    }

    /** What answers there were under one reading of the scores. */
    private static final class Answers {
        private long same;
        private long rightBefore;
        private long rightAfter;
        private long positions;

        void add(double[] was, double[] is, int label, boolean decided) {
            int before = Sheet.largest(was);
            int after = Sheet.largest(is);
            if (before == Sheet.NONE && after == Sheet.NONE && label == Sheet.NONE) {
                return;
            }
            positions++;
            same += before == after && decided ? 1 : 0;
            rightBefore += before == label ? 1 : 0;
            rightAfter += after == label ? 1 : 0;
        }

        double share(long count) {
            return (double) count / positions;
        }
    }

    void add(Map<String, Output> was, Map<String, Output> is, SampleBatch batch, Map<String, Values> given) {
        for (String name : List.copyOf(tallies.keySet())) {
            if (!tallies.get(name).add(was.get(name), is.get(name), batch)) {
                tallies.remove(name);
                left.addAll(OutputTally.left(name, was.get(name)));
            }
        }
        embeddings.ifPresent(tally -> tally.add(was, is, batch, given));
        found.reading().ifPresent(reading -> score(reading, was, is, batch, given));
        samples += batch.count();
    }

    /** The first model tells whether a single score is a probability. */
    private void score(
            Reading reading,
            Map<String, Output> was,
            Map<String, Output> is,
            SampleBatch batch,
            Map<String, Values> given) {
        comparable &= reading.fits(was, batch) && reading.fits(is, batch);
        if (!comparable) {
            return;
        }
        Sheet first = reading.sheet(was, batch);
        Sheet second = reading.sheet(is, batch);
        List<Boolean> decided = Decisions.equal(reading, was, is, batch);
        Optional<int[]> labels = reading.labels(batch, given);
        labelled = labels.isPresent();
        for (int position = 0; position < first.positions(); position++) {
            int label = labelled ? labels.get()[position] : Sheet.NONE;
            if (labelled && label == Sheet.NONE) {
                continue;
            }
            if (labelled) {
                before.add(first, position, label);
                after.add(second, position, label);
            }
            boolean same = decided.isEmpty() || decided.get(position);
            asProbabilities.add(first.probabilities(position), second.probabilities(position), label, same);
            if (first.width() == 1) {
                probable &= first.isShare(position);
                asLogits.add(first.logits(position), second.logits(position), label, same);
            }
        }
    }

    Comparison comparison() {
        List<OutputChange> changes =
                tallies.values().stream().map(OutputTally::change).toList();
        if (samples == 0 || tallies.values().stream().noneMatch(OutputTally::compared)) {
            throw new OnnxException("nothing was compared: "
                    + (samples == 0 ? "there are no samples" : left.isEmpty() ? "outputs are empty" : left.get(0)));
        }
        Answers answers = probable ? asProbabilities : asLogits;
        boolean scored = comparable && answers.positions > 0;
        return new Comparison(
                samples,
                changes.stream().mapToDouble(OutputChange::relative).max().orElseThrow(),
                changes.stream().mapToDouble(OutputChange::largest).max().orElseThrow(),
                changes.stream().allMatch(change -> change.cosine().isPresent())
                        ? Optional.of(changes.stream()
                                .mapToDouble(change -> change.cosine().orElseThrow())
                                .max()
                                .orElseThrow())
                        : Optional.empty(),
                changes,
                List.copyOf(left),
                Optional.of(reading()),
                scored ? Optional.of(answers.positions) : Optional.empty(),
                scored ? Optional.of(answers.share(answers.same)) : Optional.empty(),
                scored && labelled ? Optional.of(answers.share(answers.rightBefore)) : Optional.empty(),
                scored && labelled ? Optional.of(answers.share(answers.rightAfter)) : Optional.empty(),
                scored && labelled ? Optional.of(perplexity(before)) : Optional.empty(),
                scored && labelled ? Optional.of(perplexity(after)) : Optional.empty(),
                embeddings.map(EmbeddingTally::change));
    }

    /** The first model tells what its scores are. */
    private double perplexity(CrossEntropy of) {
        return Math.exp(of.mean(before.isProbable()));
    }

    private String reading() {
        return found.reading()
                .map(reading -> comparable
                        ? reading.text(probable)
                        : "the scores of output '" + reading.output() + "' have not one shape")
                .orElse(found.why());
    }
}
