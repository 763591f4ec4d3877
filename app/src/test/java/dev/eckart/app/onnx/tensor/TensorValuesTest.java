package dev.eckart.app.onnx.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorValuesTest {
    private static final ExternalData NOWHERE = new ExternalData(Path.of(""));

    @ParameterizedTest
    @EnumSource(DataType.class)
    void numbersComeBackAsTheTypeHoldsThem(DataType type) {
        SplittableRandom random = new Seed(1).random();
        double[] values = DoubleStream.generate(() -> type.isReal() ? random.nextGaussian() : random.nextInt(2))
                .limit(24)
                .toArray();
        TensorProto tensor = new TensorValues(List.of(2L, 3L, 4L), type, values).proto("t");
        TensorValues read = TensorValues.read(tensor, NOWHERE);
        assertEquals(List.of(2L, 3L, 4L), read.dims());
        assertEquals(type, read.type());
        assertArrayEquals(DoubleStream.of(values).map(type::round).toArray(), read.values());
        assertEquals(24L * type.bytes(), TensorValues.bytes(tensor));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16"})
    void roundingIsOffByNoMoreThanTheUnitRoundoff(DataType type) {
        SplittableRandom random = new Seed(2).random();
        for (int i = 0; i < 1000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(20) - 10);
            assertEquals(value, type.round(value), type.unitRoundoff() * value);
        }
    }

    /** Bits from the standards: one, the largest, the smallest normal, the smallest, and a tie to even. */
    @Test
    void sixteenBitsAreWhatTheStandardsSay() {
        assertArrayEquals(
                new double[] {1, 65504, 0x1p-14, 0x1p-24, -2, 2048},
                halves(DataType.FLOAT16, 0x3C00, 0x7BFF, 0x0400, 0x0001, 0xC000, 0x6800));
        assertEquals(2048, DataType.FLOAT16.round(2049));
        assertEquals(2052, DataType.FLOAT16.round(2051));
        assertArrayEquals(
                new double[] {1, -2, 0x1p-126, 3.140625}, halves(DataType.BFLOAT16, 0x3F80, 0xC000, 0x0080, 0x4049));
    }

    private static double[] halves(DataType type, int... bits) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().addDims(bits.length).setDataType(type.code());
        for (int each : bits) {
            tensor.addInt32Data(each);
        }
        return TensorValues.read(tensor.build(), NOWHERE).values();
    }

    @Test
    void typedFieldsAreReadAsRawBytesAre() {
        TensorProto floats = TensorProto.newBuilder()
                .addDims(2)
                .setDataType(DataType.FLOAT.code())
                .addFloatData(1.5f)
                .addFloatData(-2)
                .build();
        assertArrayEquals(
                new double[] {1.5, -2}, TensorValues.read(floats, NOWHERE).values());
        TensorProto bytes = TensorProto.newBuilder()
                .addDims(2)
                .setDataType(DataType.INT8.code())
                .addInt32Data(-3)
                .addInt32Data(127)
                .build();
        assertArrayEquals(
                new double[] {-3, 127}, TensorValues.read(bytes, NOWHERE).values());
    }

    @Test
    void aNumberTooLargeForTheTypeIsRefused() {
        TensorValues values = new TensorValues(List.of(1L), DataType.FLOAT16, new double[] {70000});
        assertThrows(OnnxException.class, () -> values.proto("t"));
    }
}
