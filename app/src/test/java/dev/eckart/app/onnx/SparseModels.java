package dev.eckart.app.onnx;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.SparseTensorProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Models with a sparse initialiser. */
public final class SparseModels {
    private SparseModels() {}

    /** The model with a sparse tensor of ones at these places, counted row by row. */
    public static ModelProto with(ModelBuilder builder, String name, long[] dims, long... places) {
        double[] ones = new double[places.length];
        Arrays.fill(ones, 1);
        double[] at = LongStream.of(places).asDoubleStream().toArray();
        List<Long> count = List.of((long) places.length);
        TensorProto values = new TensorValues(count, DataType.FLOAT, ones).proto(name);
        TensorProto indices = new TensorValues(count, DataType.INT64, at).proto("");
        ModelProto.Builder model = builder.build(8, 13).toBuilder();
        model.getGraphBuilder()
                .addSparseInitializer(SparseTensorProto.newBuilder()
                        .setValues(values)
                        .setIndices(indices)
                        .addAllDims(LongStream.of(dims).boxed().toList()));
        return model.build();
    }
}
