package dev.eckart.spark;

import dev.eckart.engine.Wire;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Tasks on their way through one job of Spark's, a partition each. */
final class SparkJob {
    private static final int LOOK_MILLISECONDS = 500;

    private final JavaSparkContext context;
    private final List<Task> tasks;
    private final Seal seal;
    private final Handover handover;
    private final Map<String, String> places;
    private final String group = UUID.randomUUID().toString();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /**
     * A job.
     *
     * @param context the connection
     * @param tasks what is to be done
     * @param seal what the driver computes with
     * @param handover how tasks get to executors
     * @param places where tasks of a place were carried out, to be looked at and added to
     */
    SparkJob(JavaSparkContext context, List<Task> tasks, Seal seal, Handover handover, Map<String, String> places) {
        this.context = context;
        this.tasks = tasks;
        this.seal = seal;
        this.handover = handover;
        this.places = places;
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
        List<Seq<String>> locations = tasks.stream().map(this::location).toList();
        Thread thread = new Thread(() -> submit(locations), "eckart-spark-job");
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

    /** Where what the task can use is, as far as that is known. */
    private Seq<String> location(Task task) {
        return scala(Optional.ofNullable(places.get(task.place())).stream().toList());
    }

    private void submit(List<Seq<String>> locations) {
        try {
            Handover.Handed handed = handover.hand(tasks);
            ExecutorWork work = new ExecutorWork(seal, handed.common());
            List<Object> partitions = new ArrayList<>();
            List<Tuple2<byte[], Seq<String>>> placed = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                partitions.add(i);
                placed.add(new Tuple2<>(handed.tasks().get(i), locations.get(i)));
            }
            context.setJobGroup(group, "eckart", true);
            context.sc()
                    .runJob(
                            context.sc().makeRDD(scala(placed), ClassTag$.MODULE$.apply(byte[].class)),
                            work,
                            scala(partitions),
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

    private static <T> Seq<T> scala(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    private void take(int number, Answer answer, Engine.Listener listener, Payload[] results) {
        if (!answer.refusal().isEmpty()) {
            throw new EckartException(answer.refusal());
        }
        Payload result = Wire.result(answer.reply());
        results[number] = result;
        if (!tasks.get(number).place().isEmpty()) {
            places.put(tasks.get(number).place(), answer.location());
        }
        listener.done(number, result);
    }
}
