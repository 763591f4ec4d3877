package dev.eckart.spark;

import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** What several tasks are given, which each executor fetches once, and as long as job after job needs it. */
final class CommonParts {
    /** Bytes that are worth it: what is smaller goes with each task. */
    private static final int LEAST_BYTES = 1 << 16;

    private final JavaSparkContext context;
    private final Map<byte[], Broadcast<byte[]>> sent = new IdentityHashMap<>();

    CommonParts(JavaSparkContext context) {
        this.context = context;
    }

    /**
     * Sends what tasks have in common, on a thread that finds Spark's classes, and lets go of what others had that they have not.
     *
     * @param tasks the tasks of a job
     * @return those parts of each task, by name
     */
    synchronized List<Map<String, Broadcast<byte[]>>> of(List<Task> tasks) {
        Map<byte[], Integer> uses = new IdentityHashMap<>();
        tasks.forEach(task -> task.inputs().parts().values().forEach(part -> uses.merge(part, 1, Integer::sum)));
        sent.keySet().stream()
                .filter(part -> !uses.containsKey(part))
                .toList()
                .forEach(part -> sent.remove(part).destroy());
        List<Map<String, Broadcast<byte[]>>> common = new ArrayList<>();
        for (Task task : tasks) {
            Map<String, Broadcast<byte[]>> own = new HashMap<>();
            task.inputs().parts().forEach((name, part) -> {
                if (part.length >= LEAST_BYTES && (uses.get(part) > 1 || sent.containsKey(part))) {
                    own.put(name, sent.computeIfAbsent(part, context::broadcast));
                }
            });
            common.add(own);
        }
        return common;
    }

    /** A task without those parts. */
    static Task rest(Task task, Set<String> common) {
        Map<String, byte[]> rest = new HashMap<>(task.inputs().parts());
        rest.keySet().removeAll(common);
        return task.with(new Payload(rest));
    }
}
