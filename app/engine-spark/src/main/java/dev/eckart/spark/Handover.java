package dev.eckart.spark;

import dev.eckart.engine.TaskPort;
import dev.eckart.engine.Wire;
import dev.eckart.spi.engine.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.broadcast.Broadcast;

/** How tasks get to executors. */
interface Handover {
    /**
     * What Spark carries.
     *
     * @param tasks of each task what goes with it
     * @param common of each task what does not, by name
     */
    record Handed(List<byte[]> tasks, List<Map<String, Broadcast<byte[]>>> common) {}

    /** Hands over the tasks of a job. */
    Handed hand(List<Task> tasks);

    /** The job has ended. */
    void forget();

    /**
     * To executors that are processes of their own: all of it.
     *
     * @param parts what executors have been given
     */
    record Whole(CommonParts parts) implements Handover {
        @Override
        public Handed hand(List<Task> tasks) {
            List<Map<String, Broadcast<byte[]>>> common = parts.of(tasks);
            List<byte[]> rest = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                rest.add(Wire.bytes(CommonParts.rest(tasks.get(i), common.get(i).keySet())));
            }
            return new Handed(rest, common);
        }

        @Override
        public void forget() {
            // What executors have been given serves other jobs.
        }
    }

    /**
     * To executors that are threads of this process: a number. Tasks stay where they are, of which Spark would keep several copies
     * at a time in one heap.
     */
    final class Within implements Handover, ExecutorProcess.Port {
        private final TaskPort port = new TaskPort();
        private final AtomicInteger next = new AtomicInteger();
        private final Map<Integer, Task> waiting = new ConcurrentHashMap<>();

        @Override
        public Handed hand(List<Task> tasks) {
            List<byte[]> numbers = new ArrayList<>();
            for (Task task : tasks) {
                int number = next.getAndIncrement();
                waiting.put(number, task);
                numbers.add(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
            }
            return new Handed(numbers, Collections.nCopies(tasks.size(), Map.of()));
        }

        @Override
        public Answer carryOut(byte[] number, Map<String, byte[]> common) {
            return Optional.ofNullable(waiting.get(ByteBuffer.wrap(number).getInt()))
                    .map(task -> Answer.of(port.carryOut(task)))
                    .orElseGet(() -> Answer.refusing("the job has ended"));
        }

        @Override
        public void forget() {
            waiting.clear();
        }
    }
}
