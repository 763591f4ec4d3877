package dev.eckart.app.onnx.factorise;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import java.io.Serializable;
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

/** Streams of objects in which records and what they are made of have plain forms, whether they know of it or not. */
final class PlainObjects {
    private PlainObjects() {}

    /** Puts what can be written in the place of what cannot. */
    static final class Output extends ObjectOutputStream {
        /** What several records have in common is written once. */
        private final Map<Object, Object> plain = new IdentityHashMap<>();

        Output(OutputStream bytes, List<TensorProto> common) throws IOException {
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
    static final class Input extends ObjectInputStream {
        private final Map<String, TensorProto> common = new HashMap<>();

        Input(InputStream bytes, List<TensorProto> common) throws IOException {
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
        static PlainRecord of(Record record, Output output) throws IOException {
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
