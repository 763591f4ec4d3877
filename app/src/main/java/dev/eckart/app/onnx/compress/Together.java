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
 * @param pairs of those that stand for two, what both become, by label of the candidate
 */
record Together(
        List<Decomposition> layers, List<List<Integer>> places, Map<Integer, Map<String, List<Candidate>>> pairs) {
    static Together of(List<Decomposition> all, List<Joint> joints, Budget budget) {
        Map<Integer, Joint> byFirst = new HashMap<>();
        Map<Integer, Joint> bySecond = new HashMap<>();
        joints.forEach(joint -> {
            byFirst.put(joint.first(), joint);
            bySecond.put(joint.second(), joint);
        });
        Together together = new Together(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        for (int i = 0; i < all.size(); i++) {
            if (byFirst.containsKey(i)) {
                int second = byFirst.get(i).second();
                Joint.Both both = byFirst.get(i).both(all.get(i), all.get(second), budget);
                together.pairs.put(together.layers.size(), both.pairs());
                together.layers.add(both.decomposition());
                together.places.add(List.of(i, second));
            } else if (!bySecond.containsKey(i)) {
                together.layers.add(all.get(i));
                together.places.add(List.of(i));
            }
        }
        return together;
    }

    /** What each layer becomes, by what was chosen for those that are offered. */
    List<Candidate> each(List<Candidate> chosen) {
        Candidate[] each = new Candidate[places.stream().mapToInt(List::size).sum()];
        for (int i = 0; i < chosen.size(); i++) {
            List<Candidate> own =
                    pairs.containsKey(i) ? pairs.get(i).get(chosen.get(i).label()) : List.of(chosen.get(i));
            for (int j = 0; j < own.size(); j++) {
                each[places.get(i).get(j)] = own.get(j);
            }
        }
        return Arrays.asList(each);
    }
}
