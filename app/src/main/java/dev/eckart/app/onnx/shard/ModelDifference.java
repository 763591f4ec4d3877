package dev.eckart.app.onnx.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model by what makes it another one.
 *
 * @param rest the model; of tensors that the other one has too, there is the name alone
 * @param known places of those tensors among its initialisers
 */
record ModelDifference(byte[] rest, Set<Integer> known) {
    /** What makes another model of one; tensors that both have are the same objects. */
    static ModelDifference of(ModelProto from, ModelProto to) {
        Set<TensorProto> common = Collections.newSetFromMap(new IdentityHashMap<>());
        common.addAll(from.getGraph().getInitializerList());
        Set<Integer> known = new HashSet<>();
        ModelProto.Builder rest = to.toBuilder();
        for (int i = 0; i < to.getGraph().getInitializerCount(); i++) {
            TensorProto tensor = to.getGraph().getInitializer(i);
            if (common.contains(tensor)) {
                known.add(i);
                rest.getGraphBuilder()
                        .setInitializer(i, TensorProto.newBuilder().setName(tensor.getName()));
            }
        }
        return new ModelDifference(rest.build().toByteArray(), known);
    }

    /** The model, made of the other one. */
    ModelProto of(ModelProto from) {
        Map<String, TensorProto> tensors = new HashMap<>();
        from.getGraph().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        try {
            ModelProto.Builder model = ModelProto.parseFrom(rest).toBuilder();
            for (int place : known) {
                String name = model.getGraph().getInitializer(place).getName();
                model.getGraphBuilder().setInitializer(place, tensors.get(name));
            }
            return model.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
