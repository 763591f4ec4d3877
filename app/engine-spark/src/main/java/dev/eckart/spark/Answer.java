package dev.eckart.spark;

import java.io.Serializable;

/**
 * What an executor has to say of a task.
 *
 * @param reply what came of it, as Eckart's port gave it; empty if it was not even tried
 * @param refusal why it was not; empty if it was
 * @param location where this was, as Spark is told where a task is best carried out
 */
record Answer(byte[] reply, String refusal, String location) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Answer of(byte[] reply) {
        return new Answer(reply, "", "");
    }

    static Answer refusing(String refusal) {
        return new Answer(new byte[0], refusal, "");
    }

    Answer from(String where) {
        return new Answer(reply, refusal, where);
    }
}
