package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who looks for a master before Spark does. */
@Timeout(120)
class MasterAddressTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** Scripts that start a master end before it listens. */
    @Test
    void aMasterThatHasJustBeenStartedIsWaitedFor() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            port = socket.getLocalPort();
        }
        CompletableFuture<ServerSocket> starting = CompletableFuture.supplyAsync(
                () -> master(port), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        new MasterAddress("spark://" + HERE.getHostAddress() + ":" + port).requireThere();
        starting.join().close();
    }

    private static ServerSocket master(int port) {
        try {
            return new ServerSocket(port, 1, HERE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsNoAddressIsSaid() {
        EckartException thrown =
                assertThrows(EckartException.class, () -> new MasterAddress("spark://nowhere").requireThere());
        assertTrue(thrown.getMessage().contains("'nowhere' is no HOST:PORT"), thrown.getMessage());
    }
}
