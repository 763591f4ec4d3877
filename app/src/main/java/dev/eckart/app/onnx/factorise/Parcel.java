package dev.eckart.app.onnx.factorise;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.spi.engine.Payload;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new PlainOutput(bytes, common)) {
            out.writeObject(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, Class<T> type, List<TensorProto> common) {
        try (ObjectInputStream in = new PlainInput(new ByteArrayInputStream(bytes), common)) {
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

    /** Puts what can be written in the place of what cannot. */
    private static final class PlainOutput extends ObjectOutputStream {
        /** What several records have in common is written once. */
        private final Map<Object, Object> plain = new IdentityHashMap<>();

        PlainOutput(OutputStream bytes, List<TensorProto> common) throws IOException {
            super(bytes);
            common.forEach(tensor -> plain.put(tensor, new PlainName(tensor.getName())));
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            if (object instanceof Record record && !(object instanceof Serializable)) {
                return known(record, () -> PlainRecord.of(record, this));
            } else if (object instanceof Tensor tensor) {
                return known(tensor, () -> new PlainTensor(tensor.rows(), tensor.columns(), tensor.doubles()));
            } else if (object instanceof Optional<?> optional) {
                return new PlainOptional(optional.stream().toArray());
            } else if (object instanceof OptionalInt optional) {
                return new PlainInt(optional.stream().toArray());
            } else if (object instanceof Path path) {
                return new PlainPath(path.toAbsolutePath().toString());
            } else if (object instanceof List<?> list && !(object instanceof Serializable)) {
                return new ArrayList<>(list);
            }
            return object;
        }

        /** Messages would be written by a way of their own before they are looked at here. */
        Object component(Object value) throws IOException {
            return value instanceof TensorProto tensor
                    ? known(tensor, () -> new PlainProto(tensor.toByteArray()))
                    : value;
        }

        private interface Making {
            Object make() throws IOException;
        }

        private Object known(Object object, Making making) throws IOException {
            if (!plain.containsKey(object)) {
                plain.put(object, making.make());
            }
            return plain.get(object);
        }
    }

    /** Puts tensors in the place of their names. */
    private static final class PlainInput extends ObjectInputStream {
        private final Map<String, TensorProto> common = new HashMap<>();

        PlainInput(InputStream bytes, List<TensorProto> common) throws IOException {
            super(bytes);
            common.forEach(tensor -> this.common.put(tensor.getName(), tensor));
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof PlainName known ? common.get(known.name()) : object;
        }
    }

    /** A tensor that both sides have. */
    private record PlainName(String name) implements Serializable {}

    private record PlainOptional(Object[] value) implements Serializable {
        private Object readResolve() {
            return value.length == 0 ? Optional.empty() : Optional.of(value[0]);
        }
    }

    private record PlainInt(int[] value) implements Serializable {
        private Object readResolve() {
            return value.length == 0 ? OptionalInt.empty() : OptionalInt.of(value[0]);
        }
    }

    private record PlainPath(String path) implements Serializable {
        private Object readResolve() {
            return Path.of(path);
        }
    }

    private record PlainProto(byte[] bytes) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            try {
                return TensorProto.parseFrom(bytes);
            } catch (InvalidProtocolBufferException e) {
                throw new InvalidObjectException(e.toString());
            }
        }
    }

    private record PlainTensor(int rows, int columns, double[] elements) implements Serializable {
        private Object readResolve() {
            return Tensors.wrap(rows, columns, elements);
        }
    }

    /** A record by its parts, made again as everybody makes it. */
    private record PlainRecord(Class<?> type, Object[] parts) implements Serializable {
        static PlainRecord of(Record record, PlainOutput output) throws IOException {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Object[] parts = new Object[components.length];
            for (int i = 0; i < parts.length; i++) {
                try {
                    components[i].getAccessor().setAccessible(true);
                    parts[i] = output.component(components[i].getAccessor().invoke(record));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return new PlainRecord(record.getClass(), parts);
        }

        private Object readResolve() throws ObjectStreamException {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(parts);
            } catch (ReflectiveOperationException e) {
                throw new InvalidObjectException(type + ": " + e);
            }
        }
    }
}
