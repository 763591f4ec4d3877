package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** Tasks and their results as bytes, between processes of one version of Eckart. Not for bytes from strangers. */
public final class Wire {
    private Wire() {}

    /**
     * What came of a task.
     *
     * @param result it, if there is no failure
     * @param failure why it cannot be done; empty if it could
     */
    record Reply(Payload result, String failure) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A task for another process.
     *
     * @param task the task
     * @return what {@link TaskPort} takes
     */
    public static byte[] bytes(Task task) {
        return written(task);
    }

    /**
     * The result of a task, to be kept.
     *
     * @param result the result
     * @return what {@link #payload} reads
     */
    public static byte[] bytes(Payload result) {
        return written(result);
    }

    /**
     * Reads a result that was kept.
     *
     * @param bytes what {@link #bytes(Payload)} made
     * @return the result
     * @throws UncheckedIOException if it is anything else
     */
    public static Payload payload(byte[] bytes) {
        return read(bytes, Payload.class);
    }

    /**
     * Reads the result of a task that another process carried out.
     *
     * @param reply what {@link TaskPort} gave
     * @return the result
     * @throws EckartException if the task cannot be done: the line that says why
     * @throws UncheckedIOException if the bytes are anything else
     */
    public static Payload result(byte[] reply) {
        Reply read = read(reply, Reply.class);
        if (!read.failure().isEmpty()) {
            throw new EckartException(read.failure());
        }
        return read.result();
    }

    static byte[] written(Serializable object) {
        return ExactBytes.of(bytes -> {
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
        });
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            Object read = in.readObject();
            if (!type.isInstance(read)) {
                throw new InvalidObjectException("this is no " + type.getSimpleName());
            }
            return type.cast(read);
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException("another version wrote this: " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
