package dev.eckart.app.onnx.narrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.narrow.AttentionModels.Told;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.EckartException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that were divided are still what a person knows them as. */
class DividedHeadsTest {
    private static List<String> names(List<Unit> units) {
        return units.stream().map(unit -> unit.first().name()).toList();
    }

    private static List<Unit> units(OnnxModel model) {
        return Sites.of(model, () -> ShapeInference.of(model)).units();
    }

    @Test
    void patternsMeanTheLayerThatWasDivided() {
        DividedHeads heads = DividedHeads.of(AttentionModels.fused(Told.CONSTANT, true), name -> true);
        assertEquals(List.of("qkv"), heads.names());
        List<Unit> units = units(heads.model());
        assertEquals(
                List.of("qkv/1", "qkv/2", "qkv/3"),
                names(new Patterns(List.of("qkv"), List.of()).among(units, heads.names())));
        assertEquals(
                List.of("out-product", "up-product", "down-product"),
                names(new Patterns(List.of(), List.of("qkv")).among(units, heads.names())));
        assertThrows(EckartException.class, () -> new Patterns(List.of("qkv"), List.of()).among(units));
    }

    @Test
    void whatIsLeftAloneIsNotDivided() {
        OnnxModel model = AttentionModels.fused(Told.CONSTANT, false);
        DividedHeads heads = DividedHeads.of(model, new Patterns(List.of(), List.of("qkv*"))::choose);
        assertEquals(model, heads.model());
        assertEquals(List.of(), heads.names());
    }

    /** A share is one of the file that a person has. */
    @Test
    void aShareOfTheFileIsSettledByTheFile() {
        Target half = new Target.Bytes(0.5, true);
        assertEquals(new Target.Bytes(500, false), half.ofFile(1001));
        assertEquals(
                List.of(new Target.Bytes(500, false), new Target.Ratio(2)),
                new Target.Several(List.of(half, new Target.Ratio(2)))
                        .ofFile(1001)
                        .each());
    }
}
