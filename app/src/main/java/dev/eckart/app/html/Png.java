package dev.eckart.app.html;

import dev.eckart.app.data.Pictures;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes grey pictures as PNG files (RFC 2083), without the desktop classes that could do it. */
public final class Png {
    /** A report shows pictures small: larger ones are shrunk by a whole factor. */
    private static final int LARGEST = 48;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {}

    /**
     * One picture as a file.
     *
     * @param pictures any pictures
     * @param index which of them, from 0
     * @return the file's bytes; of a large picture the mean of each square of pixels
     */
    public static byte[] of(Pictures pictures, int index) {
        int factor = (Math.max(pictures.width(), pictures.height()) + LARGEST - 1) / LARGEST;
        int width = Math.max(1, pictures.width() / factor);
        int height = Math.max(1, pictures.height() / factor);
        ByteBuffer rows = ByteBuffer.allocate(height * (1 + width));
        for (int row = 0; row < height; row++) {
            // Each row says first how it is filtered: not at all.
            rows.put((byte) 0);
            for (int column = 0; column < width; column++) {
                rows.put((byte) mean(pictures, index, row * factor, column * factor, factor));
            }
        }
        byte grey8 = 8;
        byte[] header =
                ByteBuffer.allocate(13).putInt(width).putInt(height).put(grey8).array();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk("IHDR", header));
        file.writeBytes(chunk("IDAT", deflated(rows.array())));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static boolean is(byte[] file) {
        return file.length > SIGNATURE.length && Arrays.equals(Arrays.copyOf(file, SIGNATURE.length), SIGNATURE);
    }

    private static long mean(Pictures pictures, int index, int top, int left, int factor) {
        long sum = 0;
        int count = 0;
        for (int row = top; row < Math.min(top + factor, pictures.height()); row++) {
            for (int column = left; column < Math.min(left + factor, pictures.width()); column++) {
                sum += pictures.pixel(index, row * pictures.width() + column);
                count++;
            }
        }
        return Math.round((double) sum / count);
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Length, type, data, and a checksum over the last two. */
    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }
}
