package dev.eckart.spark;

import dev.eckart.engine.Wire;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Tasks on their way through one job of Spark's, a partition each. */
final class SparkJob {
    private static final int LOOK_MILLISECONDS = 500;

    private final JavaSparkContext context;
    private final List<byte[]> tasks;
    private final ExecutorWork work;
    private final String group = UUID.randomUUID().toString();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    SparkJob(JavaSparkContext context, List<byte[]> tasks, ExecutorWork work) {
        this.context = context;
        this.tasks = tasks;
        this.work = work;
    }

    /** What happens, for the thread that waits. */
    private interface Event {
        void tell(Engine.Listener listener, Payload[] results);
    }

    /**
     * Carries the tasks out.
     *
     * @param listener told of each that is done
     * @param watch called now and then while nothing happens; what it throws ends the job
     * @return what came of the tasks, in their order
     */
    List<Payload> results(Engine.Listener listener, Runnable watch) {
        Thread thread = new Thread(this::submit, "eckart-spark-job");
        thread.setDaemon(true);
        thread.setContextClassLoader(SparkJob.class.getClassLoader());
        thread.start();
        try {
            Payload[] results = new Payload[tasks.size()];
            while (Arrays.asList(results).contains(null)) {
                Optional<Event> event = Optional.ofNullable(events.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS));
                event.ifPresentOrElse(happened -> happened.tell(listener, results), watch);
            }
            return List.of(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            if (!context.sc().isStopped()) {
                context.cancelJobGroup(group);
            }
        }
    }

    private void submit() {
        List<Object> partitions = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            partitions.add(i);
        }
        try {
            context.setJobGroup(group, "eckart", true);
            context.sc()
                    .runJob(
                            context.parallelize(tasks, tasks.size()).rdd(),
                            work,
                            CollectionConverters.asScala(partitions).toSeq(),
                            (number, answer) -> {
                                events.add((listener, results) -> take((Integer) number, answer, listener, results));
                                return BoxedUnit.UNIT;
                            },
                            ClassTag$.MODULE$.apply(Answer.class));
        } catch (Exception e) {
            // Scala throws what it likes, checked or not.
            events.add((listener, results) -> {
                throw new EckartException("Spark gave up: " + SparkFailure.line(e), e);
            });
        }
    }

    private static void take(int number, Answer answer, Engine.Listener listener, Payload[] results) {
        if (!answer.refusal().isEmpty()) {
            throw new EckartException(answer.refusal());
        }
        Payload result = Wire.result(answer.reply());
        results[number] = result;
        listener.done(number, result);
    }
}
