package dev.eckart.app.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchAxesTest {
    /** Inputs, outputs and the axes of samples; a size is a number, an open axis its name, or ? without one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "N,1,28,28 | N,10 | 0",
                "1,1,28,28 | 1,10 | 0",
                "64,24 | 64,10 | 0",
                "?,24 | ?,10 | 0",
                "L,N,16 | L,N,4 | 1",
                "seq,batch_size,16; 2,batch_size,8 | seq,batch_size,8 | 1; 1",
                "20,?,16 | ?,4 | 1",
                "20,?,16; 2,?,8 | ?,4 | 1; 1",
                "s0,s1,16; 2,s1,8 | s0,s1,8 | 1; 1",
                "s0,s1,16 | s1,4 | 1",
                "s0,s1; s0,s1 | s0,s1,32 | 0; 0",
                "s33,s50; s6,s50 | s33,s50,32 | 0; 0",
                "s33,s50; s6,s50 | s33,4 | 0; 0",
                "s33,s50; s6,s50; s9,3,8,8 | s33,8; s9,8 | 0; 0; 0",
                "s33,s50; s6,s81 | s33,s50,9 | 0; 0",
                "batch,seq; batch,seq | batch,seq,32 | 0; 0",
                "1,T,80 | 1,U,40 | 0",
                "1,?,80 | 1,?,40 | 0",
                "1,N,80; 2,N,8 | N,4 | 1; 1",
                "20,1,16; 2,1,8 | 20,1,8 | 1; 1",
                "20,8,16 | 8,4 | 1",
                "seq_len,1,80 | seq_len,1,80 | 1",
                "N,24; | N,16 | 0; -",
                "N,24; N | N,16 | 0; 0",
                "N,24; 16 | N,16 | 0; -",
                "N,24; 24,16 | N,16 | 0; -",
                "8 | 3 | -",
                "? | ?,3 | 0",
                "time | 3 | -",
                "1,24; 1 | 1,4 | 0; 0",
                "src,batch; tgt,batch | tgt,batch,9 | 1; 1",
            })
    void theyAreFound(String inputs, String outputs, String axes) {
        assertEquals(axes, axes(BatchAxes.found(ports(inputs), ports(outputs))));
    }

    @Test
    void oneThatIsSaidIsTaken() {
        assertEquals(
                "1; 1; 0", axes(BatchAxes.named(ports("a,b,16; 2,b,8; b"), 1).orElseThrow()));
        assertEquals("1; 1", axes(BatchAxes.named(ports("20,8,16; 2,8,8"), 1).orElseThrow()));
        assertEquals("0", axes(BatchAxes.named(ports("20,1,16"), 0).orElseThrow()));
        assertEquals(true, BatchAxes.named(ports("20,1,16"), 3).isEmpty());
    }

    private static String axes(List<Port> ports) {
        return String.join(
                "; ",
                ports.stream()
                        .map(port ->
                                port.batch().isPresent() ? "" + port.batch().getAsInt() : "-")
                        .toList());
    }

    private static List<Port> ports(String text) {
        List<Port> ports = new ArrayList<>();
        for (String port : text.split(";", -1)) {
            List<String> axes = Stream.of(port.split(","))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .toList();
            List<Long> dims = axes.stream()
                    .map(axis -> axis.matches("[0-9]+") ? Long.parseLong(axis) : -1)
                    .toList();
            List<String> symbols = axes.stream()
                    .map(axis -> axis.matches("[0-9]+|\\?") ? "" : axis)
                    .toList();
            ports.add(new Port("p" + ports.size(), DataType.FLOAT, dims, symbols));
        }
        return ports;
    }
}
