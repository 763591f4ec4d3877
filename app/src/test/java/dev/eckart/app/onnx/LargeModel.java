package dev.eckart.app.onnx;

import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes models of any size for measurements, weights beside the model: a table of words, and pairs of products, wide and narrow,
 * around which what goes in is added. Rows of weights fade, so that there is something to cut.
 *
 * <p>{@code java -cp app/target/test-classes:app/target/eckart/lib/* dev.eckart.app.onnx.LargeModel FILE WIDTH WIDER WORDS
 * PAIRS PARTS}: of PARTS parts of a product's rows the first has numbers, and the others are zero, so that a file may take less of
 * the disk than it has bytes.
 *
 * @param width numbers of a word
 * @param wider how many times as wide it is between the products of a pair
 * @param words rows of the table
 * @param pairs pairs of products
 * @param parts of so many parts of a product's rows the first has numbers
 */
public record LargeModel(int width, int wider, int words, int pairs, int parts) {
    private static final int PAGE = 4096;

    /** Makes one. */
    public static void main(String[] arguments) throws IOException {
        new LargeModel(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]))
                .write(Path.of(arguments[0]));
    }

    /** Writes the model, and its weights beside it. */
    public void write(Path file) throws IOException {
        String data = file.getFileName() + ".data";
        ModelBuilder model =
                new ModelBuilder(1).input("words", DataType.INT64, "n").output("x" + pairs, "n", width);
        try (FileChannel weights = FileChannel.open(
                file.resolveSibling(data),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            model.tensor(tensor(weights, data, "table", words, width, 1));
            model.node("Gather", "words-of-table", List.of("table", "words"), "x0");
            for (int pair = 0; pair < pairs; pair++) {
                String name = "pair" + pair;
                model.tensor(tensor(weights, data, name + ".wide", width, wider * width, parts));
                model.tensor(tensor(weights, data, name + ".narrow", wider * width, width, parts));
                model.node("MatMul", name + "/wide", List.of("x" + pair, name + ".wide"), name + "a");
                model.node("Relu", name + "/relu", List.of(name + "a"), name + "b");
                model.node("MatMul", name + "/narrow", List.of(name + "b", name + ".narrow"), name + "c");
                model.node("Add", name + "/add", List.of("x" + pair, name + "c"), "x" + (pair + 1));
            }
        }
        Files.write(file, model.build(8, 17).toByteArray());
    }

    private static TensorProto tensor(FileChannel to, String location, String name, int rows, int columns, int parts)
            throws IOException {
        long start = (to.size() + PAGE - 1) / PAGE * PAGE;
        SplittableRandom random = new Seed(1).split(name).random();
        ByteBuffer row = ByteBuffer.allocateDirect(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows / parts; i++) {
            float scale = (float) (1 / Math.sqrt(columns * (1.0 + i)));
            row.clear();
            while (row.hasRemaining()) {
                row.putFloat(scale * random.nextInt() * 0x1p-31f);
            }
            to.write(row.flip(), start + (long) i * row.capacity());
        }
        long length = (long) rows * row.capacity();
        if (to.size() < start + length) {
            to.write(ByteBuffer.allocate(1), start + length - 1);
        }
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT.code())
                .addDims(rows)
                .addDims(columns)
                .setDataLocation(1)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", String.valueOf(start)))
                .addExternalData(entry("length", String.valueOf(length)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
