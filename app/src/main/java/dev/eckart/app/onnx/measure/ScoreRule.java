package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Reading.Form;
import dev.eckart.app.onnx.measure.Reading.Found;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides what of a model's outputs are scores of classes.
 *
 * <p>With labels it is the first output that has, for each label, two numbers or more along its last axis or along the one
 * behind the samples, or, if all labels are 0 or 1, a single number. Without labels it is the first output, and only if it
 * has nothing but an axis of samples and one other. Axes of size 1 do not count. An output of whole numbers or texts in
 * front of it, one for each label, is the class that was decided on. What the classes are called is told by that output, by
 * the keys of maps, and by the names that are in the model.
 *
 * @param model the model
 * @param samples what it is run on
 * @param outputs what it gave for the first of them
 * @param batch the first of them
 */
record ScoreRule(ModelSession model, Samples samples, Map<String, Output> outputs, SampleBatch batch) {
    /**
     * Applies the rule.
     *
     * @param model the model, before it is changed
     * @param samples what it is run on, with labels if there are any
     * @param wanted the output to look at, all if none is named
     * @return how its scores are read, or why there are none
     * @throws OnnxException if it has no such output, or a run fails
     */
    static Found of(ModelSession model, Samples samples, Optional<String> wanted) {
        wanted.ifPresent(model::requireOutput);
        if (samples.count() == 0) {
            throw new OnnxException("there are no samples, so there is nothing to look at");
        }
        SampleBatch first = samples.batches(1).get(0);
        Map<String, Output> outputs = model.answer(first.values(), Set.copyOf(model.outputs()));
        return new ScoreRule(model, samples, outputs, first).find(wanted);
    }

    /** Whole numbers are scores only where no other output has any, as a quantised model's are. */
    private Found find(Optional<String> wanted) {
        return among(wanted, false)
                .or(() -> samples.labels().isPresent() ? among(wanted, true) : Optional.empty())
                .orElseGet(() -> Found.none(why(wanted.map(List::of).orElse(List.copyOf(outputs.keySet())))));
    }

    private Optional<Found> among(Optional<String> wanted, boolean whole) {
        List<String> deciding = new ArrayList<>();
        for (String name : outputs.keySet()) {
            boolean looked = wanted.map(name::equals).orElse(true);
            Optional<Form> form = form(name).filter(found -> looked && (whole || found.unitRoundoff() > 0));
            if (form.isPresent()) {
                return Optional.of(checked(name, form.get(), deciding));
            } else if (isDecision(outputs.get(name))) {
                deciding.add(name);
            } else if (looked && samples.labels().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String why(List<String> names) {
        String shapes = String.join(
                ", ",
                names.stream()
                        .map(name -> "'" + name + "' is " + shape(outputs.get(name)))
                        .toList());
        return samples.labels()
                .map(labels -> "no output has scores for labels " + sizes(labels.dims()) + ": " + shapes)
                .orElse("outputs are read as numbers, not as scores: " + shapes);
    }

    private static String sizes(long[] dims) {
        return Stream.concat(Stream.of("N"), Arrays.stream(dims).skip(1).mapToObj(String::valueOf))
                .toList()
                .toString();
    }

    private String shape(Output output) {
        if (output instanceof Output.Words words) {
            return "texts";
        }
        return Reading.numbers(output, batch)
                .map(values -> sizes(values.dims()))
                .orElseGet(() -> output instanceof Output.Other other ? other.kind() : "without an axis of samples");
    }

    /** Whether it is one whole number or one text for each label. */
    private boolean isDecision(Output output) {
        if (output instanceof Output.Words words) {
            return words.words().size() == (long) batch.size() * positions();
        }
        return output instanceof Output.Numbers numbers
                && numbers.whole()
                && Reading.numbers(output, batch)
                        .filter(values -> Reading.beyondFirst(values.dims()).equals(labelled()))
                        .isPresent();
    }

    /** Sizes of a sample's labels; none if each has one, or there are none. */
    private List<Long> labelled() {
        return batch.labels().map(labels -> Reading.beyondFirst(labels.dims())).orElse(List.of());
    }

    private int positions() {
        return batch.labels().map(SampleLabels::each).orElse(1);
    }

    private Optional<Form> form(String name) {
        Output output = outputs.get(name);
        double unitRoundoff = output instanceof Output.Numbers numbers
                ? numbers.unitRoundoff()
                : output instanceof Output.Table table ? table.unitRoundoff() : 0;
        return Reading.numbers(output, batch).flatMap(values -> form(Reading.beyondFirst(values.dims()), unitRoundoff));
    }

    private Optional<Form> form(List<Long> sizes, double unitRoundoff) {
        List<Long> places = labelled();
        int axes = places.size();
        if (sizes.equals(places)) {
            return unitRoundoff > 0 && samples.labels().isPresent() && isBinary()
                    ? Optional.of(new Form(1, 1, positions(), unitRoundoff))
                    : Optional.empty();
        }
        if (sizes.size() != axes + 1) {
            return Optional.empty();
        }
        boolean last = sizes.subList(0, axes).equals(places);
        boolean first = sizes.subList(1, axes + 1).equals(places);
        // Sequences have their classes last and pictures in front, where both could be.
        if (first && (!last || axes > 1)) {
            return Optional.of(new Form(sizes.get(0).intValue(), positions(), positions(), unitRoundoff));
        }
        return last
                ? Optional.of(new Form(sizes.get(axes).intValue(), 1, positions(), unitRoundoff))
                : Optional.empty();
    }

    /** Texts are two classes where the model says so. */
    private boolean isBinary() {
        SampleLabels labels = samples.labels().orElseThrow();
        IntPredicate padded = padded();
        return labels.areTexts()
                ? model.classNames().stream().anyMatch(names -> names.size() == 2)
                : IntStream.range(0, labels.classes().length)
                        .filter(i -> !padded.test(i) && labels.counts(labels.classes()[i]))
                        .map(i -> labels.classes()[i])
                        .allMatch(label -> label == 0 || label == 1);
    }

    /** An input of ones and zeros that says which positions are padding, by the names that exporters use. */
    private Optional<String> mask() {
        Map<String, Values> inputs = batch.values();
        List<String> masks = inputs.keySet().stream()
                .filter(name -> !labelled().isEmpty()
                        && batch.bySample(inputs.get(name))
                                .filter(values ->
                                        Reading.beyondFirst(values.dims()).equals(labelled()))
                                .isPresent())
                .toList();
        return Padding.maskAmong(masks);
    }

    /** With what a model itself decided, if that goes with the scores; all labels must be classes. */
    private Found checked(String name, Form form, List<String> deciding) {
        Reading plain = new Reading(name, form, mask(), Optional.empty(), ClassColumns.numbered(form.count()));
        Optional<Map<Integer, String>> decided = form.width() == 1 || deciding.isEmpty()
                ? Optional.empty()
                : Decisions.of(model, samples, plain, deciding.get(0));
        Reading reading = new Reading(
                name,
                form,
                plain.mask(),
                decided.map(ignored -> deciding.get(0)),
                columns(name, form, decided, !deciding.isEmpty()));
        return samples.labels()
                .flatMap(labels -> unknown(reading, labels))
                .map(Found::none)
                .orElseGet(() -> new Found(Optional.of(reading), ""));
    }

    /** By the keys of maps; else by the names that are in the model, where it decides on some or labels are texts. */
    private ClassColumns columns(String name, Form form, Optional<Map<Integer, String>> decided, boolean deciding) {
        List<List<String>> lists = outputs.get(name) instanceof Output.Table table
                ? List.of(table.classes())
                : deciding || samples.labels().filter(SampleLabels::areTexts).isPresent()
                        ? model.classNames()
                        : List.of();
        return ClassColumns.named(ClassColumns.names(form.count(), lists, decided.orElse(Map.of())), samples.labels());
    }

    /** Which labels are at positions that the mask leaves out. */
    private IntPredicate padded() {
        Optional<double[]> mask = mask().flatMap(
                        name -> Optional.ofNullable(samples.arrays().get(name)))
                .map(array -> array.whole().numbers());
        return i -> mask.isPresent() && mask.get()[i] == 0;
    }

    private Optional<String> unknown(Reading reading, SampleLabels labels) {
        boolean counted = false;
        IntPredicate padded = padded();
        if (labels.areTexts() && reading.columns().byName().isEmpty()) {
            return Optional.of("labels are texts, and the model names no classes of the scores in output '"
                    + reading.output() + "'");
        }
        for (int i = 0; i < labels.classes().length; i++) {
            int label = labels.classes()[i];
            if (padded.test(i)) {
                continue;
            }
            if (labels.counts(label) && reading.columns().of(labels, label) == Sheet.NONE) {
                return Optional.of(
                        "label " + (labels.areTexts() ? "'" + labels.name(label) + "'" : label) + " of sample "
                                + samples.numbers()[i / labels.each()]
                                + (labels.each() > 1 ? ", position " + i % labels.each() : "")
                                + " is not one of " + reading.columns().text() + " that output '" + reading.output()
                                + "' tells apart"
                                + (label < 0 ? "; " + SampleLabels.NOT_COUNTED + " is what is not counted" : ""));
            }
            counted |= labels.counts(label);
        }
        return counted
                ? Optional.empty()
                : Optional.of("all labels are " + SampleLabels.NOT_COUNTED
                        + ", so that none is counted; a text of one token has no next one");
    }
}
