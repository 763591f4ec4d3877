package dev.eckart.app.onnx.array;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Bytes of the elements of an array, any number of them: in memory if they are few, and else mapped from a file. */
final class StoredElements {
    /** A multiple of the size of every element, so that none lies in two pieces. */
    private static final long PIECE = 1 << 30;

    /** What may be in memory of one array: 64 MiB. */
    private static final long MOST_IN_MEMORY = 1 << 26;

    private final List<ByteBuffer> pieces;

    private StoredElements(List<ByteBuffer> pieces, ByteOrder order) {
        this.pieces = pieces.stream().map(piece -> piece.order(order)).toList();
    }

    /** Which bytes of a stream are kept: of each of some equal rounds those of some samples, which follow each other. */
    record Kept(long rounds, int samples, long bytes, int[] chosen) {
        long length() {
            return rounds * chosen.length * bytes;
        }
    }

    /** Bytes of a file, which must have them. */
    static StoredElements mapped(Path file, long from, long length, ByteOrder order) throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < length; at += PIECE) {
                pieces.add(channel.map(FileChannel.MapMode.READ_ONLY, from + at, Math.min(PIECE, length - at)));
            }
        }
        return new StoredElements(pieces, order);
    }

    /** Bytes of a stream, which is read to the end of what might have been kept. */
    static StoredElements kept(InputStream in, Kept kept, ByteOrder order) throws IOException {
        if (kept.length() <= MOST_IN_MEMORY) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            copy(in, kept, bytes);
            return new StoredElements(List.of(ByteBuffer.wrap(bytes.toByteArray())), order);
        }
        Path file = Files.createTempFile("eckart", ".elements");
        file.toFile().deleteOnExit();
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                copy(in, kept, out);
            }
            return mapped(file, 0, kept.length(), order);
        } finally {
            // What is mapped stays readable where files can be removed while they are; elsewhere it goes at the end.
            file.toFile().delete();
        }
    }

    private static void copy(InputStream in, Kept kept, OutputStream out) throws IOException {
        for (long round = 0; round < kept.rounds(); round++) {
            int at = 0;
            for (int sample : kept.chosen()) {
                in.skipNBytes((sample - at) * kept.bytes());
                transfer(in, kept.bytes(), out);
                at = sample + 1;
            }
            in.skipNBytes((kept.samples() - at) * kept.bytes());
        }
    }

    private static void transfer(InputStream in, long count, OutputStream out) throws IOException {
        long left = count;
        while (left > 0) {
            byte[] some = in.readNBytes((int) Math.min(left, 1 << 16));
            if (some.length == 0) {
                throw new EOFException("it is cut off");
            }
            out.write(some);
            left -= some.length;
        }
    }

    /** Reads an element that begins at a place. */
    double read(NpyType type, long place) {
        return type.read(pieces.get((int) (place / PIECE)), (int) (place % PIECE));
    }

    /** Reads a text that begins at a place. */
    String text(NpyType type, long place) {
        return type.text(i -> pieces.get((int) ((place + i) / PIECE)).get((int) ((place + i) % PIECE)));
    }
}
