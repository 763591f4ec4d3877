package dev.eckart.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BlockManagerId;
import scala.Function2;
import scala.collection.Iterator;

/**
 * What an executor does with a task.
 *
 * @param seal what the driver computes with
 * @param common of each task what did not come with it, by name
 */
record ExecutorWork(Seal seal, List<Map<String, Broadcast<byte[]>>> common)
        implements Function2<TaskContext, Iterator<byte[]>, Answer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Answer apply(TaskContext context, Iterator<byte[]> tasks) {
        BlockManagerId here = SparkEnv.get().blockManager().blockManagerId();
        Map<String, byte[]> parts = new HashMap<>();
        common.get(context.partitionId()).forEach((name, part) -> parts.put(name, part.value()));
        return ExecutorProcess.port(seal)
                .carryOut(tasks.next(), parts)
                .from("executor_" + here.host() + "_" + here.executorId());
    }
}
