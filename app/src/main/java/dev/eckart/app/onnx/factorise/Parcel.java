package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.engine.ExactBytes;
import dev.eckart.spi.engine.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Records of plain values as bytes, between processes of one version of Eckart: records need not know of it. Paths are absolute
 * in it, matrices are in float64, and tensors of a file are as the file has them.
 */
public final class Parcel {
    private Parcel() {}

    /**
     * A record, or a list of records.
     *
     * @param record what is to be sent
     * @return bytes for {@link #read}
     */
    public static byte[] of(Object record) {
        return of(record, List.of());
    }

    /**
     * A record with tensors that whoever reads it has.
     *
     * @param record what is to be sent
     * @param common those tensors, of which the names alone are sent
     * @return bytes for {@link #read}
     */
    public static byte[] of(Object record, List<TensorProto> common) {
        return ExactBytes.of(bytes -> {
            try (ObjectOutputStream out = new PlainObjects.Output(bytes, common)) {
                out.writeObject(record);
            }
        });
    }

    static <T> T read(byte[] bytes, Class<T> type, List<TensorProto> common) {
        try (ObjectInputStream in = new PlainObjects.Input(new ByteArrayInputStream(bytes), common)) {
            return type.cast(in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Bytes in a payload, in pieces as large as it takes.
     *
     * @param name what they are called
     * @param bytes the bytes, not copied if they are one piece
     * @return a payload with nothing else
     */
    public static Payload payload(String name, byte[] bytes) {
        if (bytes.length <= Payload.LARGEST) {
            return Payload.NONE.with(name + 0, bytes);
        }
        Payload payload = Payload.NONE;
        for (int piece = 0; (long) piece * Payload.LARGEST < bytes.length; piece++) {
            int from = piece * Payload.LARGEST;
            int to = (int) Math.min(bytes.length, (long) from + Payload.LARGEST);
            payload = payload.with(name + piece, Arrays.copyOfRange(bytes, from, to));
        }
        return payload;
    }

    /**
     * Reads a record.
     *
     * @param <T> what it is
     * @param payload what holds it
     * @param name what it is called there
     * @param type its class
     * @return an equal one
     */
    public static <T> T read(Payload payload, String name, Class<T> type) {
        return read(payload, name, type, List.of());
    }

    /**
     * Reads a record with tensors that are known here.
     *
     * @param <T> what it is
     * @param payload what holds it
     * @param name what it is called there
     * @param type its class
     * @param common the tensors that were not sent
     * @return an equal one
     */
    public static <T> T read(Payload payload, String name, Class<T> type, List<TensorProto> common) {
        return read(bytes(payload, name), type, common);
    }

    /**
     * Puts pieces together.
     *
     * @param payload what holds them
     * @param name what they are called there
     * @return all bytes, those in the payload themselves if they are one piece
     */
    public static byte[] bytes(Payload payload, String name) {
        if (payload.find(name + 1).isEmpty()) {
            return payload.find(name + 0).orElseThrow();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int piece = 0; payload.find(name + piece).isPresent(); piece++) {
            bytes.writeBytes(payload.find(name + piece).orElseThrow());
        }
        return bytes.toByteArray();
    }
}
