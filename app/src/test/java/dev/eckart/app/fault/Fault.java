package dev.eckart.app.fault;

import dev.eckart.app.fault.Running.Call;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong while a command works.
 *
 * @param name what a person calls it
 * @param impossible why this machine cannot show it; empty if it can
 * @param plan decides on the details
 */
record Fault(String name, Optional<String> impossible, Plan plan) {
    /** Decides on the details of one fault. */
    interface Plan {
        /**
         * Decides.
         *
         * @param scenario what is disturbed
         * @param ground where
         * @param random what decides
         */
        Attack attack(Scenario scenario, Ground ground, SplittableRandom random) throws IOException;
    }

    /** Something that is done while a command works, or afterwards. */
    interface Act {
        Act NOTHING = process -> {};

        void on(Process process) throws IOException;
    }

    /**
     * One fault in all its details.
     *
     * @param detail what happens
     * @param begin how the command is called
     * @param strike what happens at some moment of its work
     * @param undo takes the fault away
     * @param codes how the command may end, besides with the whole result
     * @param blamed what the error must name, if it must
     */
    record Attack(
            String detail,
            UnaryOperator<Call> begin,
            Act strike,
            Act undo,
            Set<Integer> codes,
            Optional<String> blamed) {
        /** At some moment of the command's work. */
        static Attack striking(String detail, Act strike, Act undo, Integer... codes) {
            return new Attack(detail, UnaryOperator.identity(), strike, undo, Set.of(codes), Optional.empty());
        }

        /** From the command's beginning. */
        static Attack beginning(String detail, UnaryOperator<Call> begin, Integer... codes) {
            return new Attack(detail, begin, Act.NOTHING, Act.NOTHING, Set.of(codes), Optional.empty());
        }

        /** The same command, which must name what is to blame. */
        Attack blaming(String what) {
            return new Attack(detail, begin, strike, undo, codes, Optional.of(what));
        }
    }
}
