package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** To ONNX Runtime's tensors and back. */
final class Tensors {
    private Tensors() {}

    static OnnxTensor of(OrtEnvironment environment, Values values, DataType type) throws OrtException {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.max(1, bytes(values, type))).order(ByteOrder.nativeOrder());
        for (double number : values.numbers()) {
            type.put(bytes, number);
        }
        bytes.flip();
        return OnnxTensor.createTensor(environment, bytes, values.dims(), javaType(type));
    }

    private static int bytes(Values values, DataType type) {
        long bytes = (long) values.numbers().length * type.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new OnnxException("an input of " + Arrays.toString(values.dims()) + " takes " + bytes
                    + " bytes, more than the 2 GiB that can be given to a model at once; give it smaller samples");
        }
        return (int) bytes;
    }

    private static OnnxJavaType javaType(DataType type) {
        return switch (type) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case DOUBLE -> OnnxJavaType.DOUBLE;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case INT64 -> OnnxJavaType.INT64;
            case INT32 -> OnnxJavaType.INT32;
            case INT16 -> OnnxJavaType.INT16;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case BOOL -> OnnxJavaType.BOOL;
            case UINT16 -> throw new OnnxException("inputs of unsigned 16-bit integers cannot be given here");
        };
    }

    static Values values(String name, OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new OnnxException("output '" + name + "' is no tensor");
        }
        long[] dims = tensor.getInfo().getShape();
        return new Values(dims, numbers(name, tensor));
    }

    private static double[] numbers(String name, OnnxTensor tensor) throws OrtException {
        // The library has one type for numbers with a sign and for those without.
        boolean unsigned = tensor.getInfo().onnxType.name().contains("_UINT");
        return switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                FloatBuffer floats = tensor.getFloatBuffer();
                yield read(floats.remaining(), floats::get);
            }
            case DOUBLE -> {
                DoubleBuffer doubles = tensor.getDoubleBuffer();
                yield read(doubles.remaining(), doubles::get);
            }
            case INT64 -> {
                LongBuffer longs = tensor.getLongBuffer();
                yield read(longs.remaining(), i -> unsigned ? unsigned(longs.get(i)) : longs.get(i));
            }
            case INT32 -> {
                IntBuffer ints = tensor.getIntBuffer();
                yield read(ints.remaining(), i -> unsigned ? Integer.toUnsignedLong(ints.get(i)) : ints.get(i));
            }
            case INT16 -> {
                ShortBuffer shorts = tensor.getShortBuffer();
                yield read(shorts.remaining(), i -> unsigned ? Short.toUnsignedInt(shorts.get(i)) : shorts.get(i));
            }
            case INT8, UINT8, BOOL -> {
                ByteBuffer bytes = tensor.getByteBuffer();
                boolean signed = tensor.getInfo().type == OnnxJavaType.INT8;
                yield read(bytes.remaining(), i -> signed ? bytes.get(i) : Byte.toUnsignedInt(bytes.get(i)));
            }
            default -> throw new OnnxException("output '" + name + "' has elements that are not numbers");
        };
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : number + 0x1p64;
    }

    private static double[] read(int count, IntToDoubleFunction element) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = element.applyAsDouble(i);
        }
        return numbers;
    }
}
