package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.TensorProto;
import java.util.List;
import java.util.Optional;

/**
 * Elements of a tensor that lie one behind the other, as a tensor of their own. Nothing is read or copied: bytes beside the
 * model stay where they are, and those inside of it are seen and not copied.
 *
 * @param whole the tensor
 * @param first which of its elements is the first, from 0
 * @param dims sizes of the run's axes
 */
public record TensorRun(TensorProto whole, long first, List<Long> dims) {
    /**
     * The run in the format.
     *
     * @param name its name
     * @param directory where the model of the tensor lies
     * @return a tensor; empty if the elements are no bytes, but entries of a typed field
     * @throws OnnxException if the data beside the model are missing or too short
     */
    public Optional<TensorProto> proto(String name, ExternalData directory) {
        long size = DataType.of(whole.getDataType()).map(DataType::bytes).orElse(0);
        long from = first * size;
        long length = dims.stream().reduce(size, (a, b) -> a * b);
        TensorProto bare = TensorProto.newBuilder()
                .setName(name)
                .setDataType(whole.getDataType())
                .addAllDims(dims)
                .build();
        if (size > 0 && ExternalData.isExternal(whole)) {
            long offset = directory.range(whole).offset() + from;
            return Optional.of(ExternalData.reference(bare, ExternalData.location(whole), offset, length));
        }
        return size > 0 && whole.hasRawData()
                ? Optional.of(bare.toBuilder()
                        .setRawData(whole.getRawData().substring((int) from, (int) (from + length)))
                        .build())
                : Optional.empty();
    }
}
