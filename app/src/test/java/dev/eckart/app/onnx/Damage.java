package dev.eckart.app.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What can happen to a file: the ways in which a copy of a valid model is damaged, each drawn from a seed. */
public enum Damage {
    /** The end is missing. */
    TRUNCATED {
        @Override
        byte[] damage(ModelProto model, SplittableRandom random) {
            byte[] bytes = model.toByteArray();
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    /** Some bytes are others. */
    FLIPPED {
        @Override
        byte[] damage(ModelProto model, SplittableRandom random) {
            byte[] bytes = model.toByteArray();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    },
    /** A field says that it is of another length. */
    FORGED_LENGTH {
        @Override
        byte[] damage(ModelProto model, SplittableRandom random) throws IOException {
            byte[] bytes = model.toByteArray();
            List<int[]> lengths = new ArrayList<>();
            lengths(bytes, 0, bytes.length, lengths);
            int[] place = lengths.get(random.nextInt(lengths.size()));
            ByteArrayOutputStream forged = new ByteArrayOutputStream();
            forged.write(bytes, 0, place[0]);
            varint(forged, random.nextLong() >>> random.nextInt(Long.SIZE));
            forged.write(bytes, place[1], bytes.length - place[1]);
            return forged.toByteArray();
        }
    },
    /** The file can be read, but a size, a name, a type or an entry in it is another. */
    FORGED_MEANING {
        @Override
        byte[] damage(ModelProto model, SplittableRandom random) {
            GraphProto.Builder graph = model.getGraph().toBuilder();
            switch (random.nextInt(4)) {
                case 0 -> forge(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())), random);
                case 1 -> cross(graph, random);
                case 2 -> cut(graph.getNodeBuilder(random.nextInt(graph.getNodeCount())), random);
                default -> forgeAttribute(graph.getNodeBuilder(random.nextInt(graph.getNodeCount())), random);
            }
            return model.toBuilder().setGraph(graph).build().toByteArray();
        }
    };

    private static final long[] SIZES = {-1, 0, 1, 2, 7, 1L << 20, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};

    /** A damaged copy. */
    abstract byte[] damage(ModelProto model, SplittableRandom random) throws IOException;

    /** A copy damaged in one of the ways. */
    public static byte[] any(ModelProto model, SplittableRandom random) throws IOException {
        return values()[random.nextInt(values().length)].damage(model, random);
    }

    private static void forge(TensorProto.Builder tensor, SplittableRandom random) {
        long size = SIZES[random.nextInt(SIZES.length)];
        int kind = random.nextInt(4);
        if (kind == 0 && tensor.getDimsCount() > 0) {
            tensor.setDims(random.nextInt(tensor.getDimsCount()), size);
        } else if (kind == 1) {
            tensor.setDataType(random.nextInt(30));
        } else if (kind == 2 && tensor.getExternalDataCount() > 0) {
            StringStringEntryProto.Builder entry =
                    tensor.getExternalDataBuilder(random.nextInt(tensor.getExternalDataCount()));
            entry.setValue(random.nextBoolean() ? String.valueOf(size) : "../" + entry.getValue());
        } else {
            tensor.addDims(size);
        }
    }

    /** Lets a node take what another one makes, perhaps behind it. */
    private static void cross(GraphProto.Builder graph, SplittableRandom random) {
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
        if (node.getInputCount() > 0) {
            node.setInput(random.nextInt(node.getInputCount()), other.getOutput(0));
        }
    }

    private static void cut(NodeProto.Builder node, SplittableRandom random) {
        List<String> inputs = List.copyOf(node.getInputList());
        node.clearInput().addAllInput(inputs.subList(0, random.nextInt(inputs.size() + 1)));
        if (random.nextInt(4) == 0) {
            node.clearOutput();
        }
    }

    private static void forgeAttribute(NodeProto.Builder node, SplittableRandom random) {
        if (node.getAttributeCount() == 0) {
            node.setOpType(random.nextBoolean() ? "Conv" : "Gemm");
            return;
        }
        var attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
        long size = SIZES[random.nextInt(SIZES.length)];
        attribute.setI(size);
        if (attribute.getIntsCount() > 0 && random.nextBoolean()) {
            attribute.setInts(random.nextInt(attribute.getIntsCount()), size);
        } else {
            attribute.addInts(size);
        }
    }

    /** Finds where lengths begin and end, in messages within messages too. */
    private static void lengths(byte[] bytes, int from, int to, List<int[]> found) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes, from, to - from);
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                input.skipField(tag);
                continue;
            }
            int start = from + input.getTotalBytesRead();
            int length = input.readRawVarint32();
            int content = from + input.getTotalBytesRead();
            found.add(new int[] {start, content});
            if (isMessage(bytes, content, length)) {
                lengths(bytes, content, content + length, found);
            }
            input.skipRawBytes(length);
        }
    }

    private static boolean isMessage(byte[] bytes, int from, int length) {
        try {
            UnknownFieldSet.parseFrom(ByteString.copyFrom(bytes, from, length));
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }
}
