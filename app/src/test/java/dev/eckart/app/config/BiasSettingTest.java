package dev.eckart.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BiasSettingTest {
    @Test
    void biasesAreANumberOrNone() {
        assertEquals(OptionalDouble.of(-0.5), BiasSetting.of("-0.5").initial());
        assertEquals(OptionalDouble.empty(), BiasSetting.of("none").initial());
    }
}
