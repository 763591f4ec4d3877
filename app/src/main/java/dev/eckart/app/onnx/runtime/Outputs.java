package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From ONNX Runtime's values of all kinds. */
final class Outputs {
    private static final Comparator<Object> IN_ORDER = Comparator.<Object, Long>comparing(
                    key -> key instanceof Number number ? number.longValue() : 0L)
            .thenComparing(String::valueOf);

    private Outputs() {}

    static Output of(String name, OnnxValue value) throws OrtException {
        if (value instanceof OnnxTensor tensor) {
            return tensor.getInfo().type == OnnxJavaType.STRING ? words(tensor) : numbers(name, tensor);
        } else if (value instanceof OnnxSequence sequence) {
            return sequence.getInfo().isSequenceOfMaps() ? table(sequence) : new Output.Other("a sequence");
        }
        return new Output.Other(
                "a " + value.getType().name().toLowerCase(Locale.ROOT).replace("onnx_type_", ""));
    }

    private static Output numbers(String name, OnnxTensor tensor) throws OrtException {
        if (tensor.getInfo().type == OnnxJavaType.UNKNOWN) {
            return new Output.Other("a tensor of " + tensor.getInfo().onnxType);
        }
        return new Output.Numbers(OnnxTensors.values(name, tensor), unitRoundoff(tensor.getInfo().type));
    }

    private static double unitRoundoff(OnnxJavaType type) {
        return Arrays.stream(DataType.values())
                .filter(known -> known.isReal() && known.name().equals(type.name()))
                .mapToDouble(DataType::unitRoundoff)
                .findFirst()
                .orElse(0);
    }

    private static Output words(OnnxTensor tensor) throws OrtException {
        List<String> words = new ArrayList<>();
        gather(tensor.getValue(), words);
        return new Output.Words(
                Arrays.stream(tensor.getInfo().getShape()).boxed().toList(), words);
    }

    /** The library gives arrays of arrays, and a text alone for a scalar. */
    private static void gather(Object value, List<String> words) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                gather(element, words);
            }
        } else {
            words.add(String.valueOf(value));
        }
    }

    private static Output table(OnnxSequence sequence) throws OrtException {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (OnnxValue element : sequence.getValue()) {
            try (OnnxMap map = (OnnxMap) element) {
                maps.add(map.getValue());
            }
        }
        List<Object> keys = maps.stream()
                .flatMap(map -> map.keySet().stream())
                .map(Object.class::cast)
                .distinct()
                .sorted(IN_ORDER)
                .toList();
        Map<Object, Integer> columns = new HashMap<>();
        keys.forEach(key -> columns.put(key, columns.size()));
        double[] numbers = new double[maps.size() * keys.size()];
        Arrays.fill(numbers, Double.NaN);
        for (int row = 0; row < maps.size(); row++) {
            for (Map.Entry<?, ?> entry : maps.get(row).entrySet()) {
                numbers[row * keys.size() + columns.get(entry.getKey())] = ((Number) entry.getValue()).doubleValue();
            }
        }
        return new Output.Table(
                keys.stream().map(String::valueOf).toList(),
                new Values(new long[] {maps.size(), keys.size()}, numbers),
                unitRoundoff(sequence.getInfo().mapInfo.valueType));
    }
}
