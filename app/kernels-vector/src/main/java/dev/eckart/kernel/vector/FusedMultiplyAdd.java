package dev.eckart.kernel.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What all sums are made of. */
final class FusedMultiplyAdd {
    private static final String OPTION = "UseFMA";

    private FusedMultiplyAdd() {}

    /**
     * Whether it is an instruction of the processor. Where it is not, or Java was told not to use it, Java rounds each exact
     * product and sum by itself, which takes a thousand times as long. A virtual machine that does not tell is taken to have it.
     */
    static boolean isInstruction() {
        return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                .map(FusedMultiplyAdd::isUsed)
                .orElse(true);
    }

    private static boolean isUsed(HotSpotDiagnosticMXBean machine) {
        try {
            return Boolean.parseBoolean(machine.getVMOption(OPTION).getValue());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
