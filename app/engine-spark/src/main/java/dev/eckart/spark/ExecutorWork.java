package dev.eckart.spark;

import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockManagerId;
import scala.Function2;
import scala.collection.Iterator;

/**
 * What an executor does with a task.
 *
 * @param seal what the driver computes with
 */
record ExecutorWork(Seal seal) implements Function2<TaskContext, Iterator<byte[]>, Answer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Answer apply(TaskContext context, Iterator<byte[]> tasks) {
        BlockManagerId here = SparkEnv.get().blockManager().blockManagerId();
        return ExecutorProcess.port(seal)
                .carryOut(tasks.next())
                .from("executor_" + here.host() + "_" + here.executorId());
    }
}
