package dev.eckart.app.onnx.compress;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a model as an allocator is offered them, those that are decided together as one.
 *
 * @param layers what each can be replaced by
 * @param places numbers of the layers that each stands for
 * @param choices of those that stand for several, what each becomes, by label of the candidate
 */
record Together(
        List<Decomposition> layers, List<List<Integer>> places, Map<Integer, Map<String, List<Candidate>>> choices) {
    static Together of(List<Decomposition> all, List<Joint> joints, Budget budget) {
        Map<Integer, Joint> byLayer = new HashMap<>();
        joints.forEach(joint -> joint.layers().forEach(layer -> byLayer.put(layer, joint)));
        Together together = new Together(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        for (int i = 0; i < all.size(); i++) {
            Joint joint = byLayer.get(i);
            if (joint == null) {
                together.layers.add(all.get(i));
                together.places.add(List.of(i));
            } else if (joint.layers().get(0) == i) {
                Joint.AsOne one = joint.asOne(all, budget);
                together.choices.put(together.layers.size(), one.choices());
                together.layers.add(one.decomposition());
                together.places.add(joint.layers());
            }
        }
        return together;
    }

    /** What each layer becomes, by what was chosen for those that are offered. */
    List<Candidate> each(List<Candidate> chosen) {
        Candidate[] each = new Candidate[places.stream().mapToInt(List::size).sum()];
        for (int i = 0; i < chosen.size(); i++) {
            List<Candidate> own =
                    choices.containsKey(i) ? choices.get(i).get(chosen.get(i).label()) : List.of(chosen.get(i));
            for (int j = 0; j < own.size(); j++) {
                each[places.get(i).get(j)] = own.get(j);
            }
        }
        return Arrays.asList(each);
    }
}
