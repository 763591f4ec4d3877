package dev.eckart.spark;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import java.io.IOException;

/** Carries out tasks on a cluster of Apache Spark. */
public final class SparkEngineProvider implements EngineProvider {
    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Engine open(Settings settings) {
        MasterAddress master = new MasterAddress(settings.master()
                .orElseThrow(
                        () -> new EckartException("the engine 'spark' needs to know who shares out the work; name it"
                                + " with --master, such as spark://host:7077, or local[*] for this process")));
        master.requireThere();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // Spark looks for its classes where the thread says, and so do the threads that it starts.
            thread.setContextClassLoader(SparkEngineProvider.class.getClassLoader());
            return SparkEngine.open(master, Seal.of(settings.classPath()), settings);
        } catch (NoClassDefFoundError e) {
            throw new EckartException(
                    "Spark lacks the class " + String.valueOf(e.getMessage()).replace('/', '.')
                            + "; one of its jars is missing from the folder engines/spark/jars, which must have all of"
                            + " those of Spark 4.2",
                    e);
        } catch (IOException e) {
            throw new EckartException("the jars of Eckart cannot be read: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
