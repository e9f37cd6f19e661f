package org.radiloom.nn.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.icfd.IcfdClassifier;
import org.radiloom.problem.Problem;

/** Builds the classifiers this program knows. */
public final class Classifiers {
    private static final List<String> BODIES = List.of(
            "resnet18",
            "resnet50",
            "se_resnet18",
            "se_resnet50",
            "cbam_resnet18",
            "cbam_resnet50",
            "squeezenet1_0",
            "squeezenet1_1",
            "vit_b16",
            "vit_s16",
            "vit_ti16");

    private Classifiers() {}

    /** The names of the networks' bodies; a {@link TextureClassifier} has none of them. */
    public static List<String> bodies() {
        return BODIES;
    }

    /**
     * A classifier with fresh random weights, the same for the same seed on any machine.
     *
     * @throws Problem {@code nn.body}, {@code nn.head}, {@code nn.stem}, {@code nn.blocks} or {@code nn.vit} if names are
     *     unknown or numbers do not go together
     */
    public static Classifier create(ClassifierSpec spec, Device device, long seed) throws Problem {
        if (spec.body().equals(TextureClassifier.BODY)) {
            return TextureClassifier.create(spec, device);
        }
        if (spec.members() == 1) {
            return ClassifierNetwork.create(spec, device, seed);
        }
        List<Classifier> members = new ArrayList<>();
        try {
            for (int n = 0; n < spec.members(); n++) {
                members.add(ClassifierNetwork.create(spec.withMembers(1), device, seed + n));
            }
        } catch (Problem | RuntimeException e) {
            members.forEach(Classifier::close);
            throw e;
        }
        return new ClassifierEnsemble(spec, device, members);
    }

    /**
     * A whole grading network with fresh random weights: the classifier, behind decouplers if there are any.
     *
     * @throws Problem as for the classifier alone, or as {@link IcfdClassifier#around} does
     */
    public static Classifier create(GradingSpec spec, Device device, long seed) throws Problem {
        if (!spec.icfd().enabled()) {
            return create(spec.classifier(), device, seed);
        }
        ClassifierSpec whole = spec.classifier();
        if (whole.members() == 1) {
            return IcfdClassifier.around(
                    whole, spec.icfd(), create(IcfdClassifier.inside(whole), device, seed), device, seed);
        }
        List<Classifier> members = new ArrayList<>();
        try {
            for (int n = 0; n < whole.members(); n++) {
                members.add(create(new GradingSpec(whole.withMembers(1), spec.icfd()), device, seed + n));
            }
        } catch (Problem | RuntimeException e) {
            members.forEach(Classifier::close);
            throw e;
        }
        return new ClassifierEnsemble(whole, device, members);
    }

    /**
     * Names and shapes of all trainable arrays, in network order, without making the network.
     *
     * @throws Problem as for {@link #create(ClassifierSpec, Device, long)}
     */
    public static SequencedMap<String, Shape> shapes(ClassifierSpec spec) throws Problem {
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Parameters names = Parameters.namesOnly(manager);
            if (spec.body().equals(TextureClassifier.BODY)) {
                TextureClassifier.wire(spec, names);
            } else {
                wiring(spec, names);
            }
            return names.shapes();
        }
    }

    /** How many numbers a classifier of that shape learns. */
    public static long parameterCount(ClassifierSpec spec) throws Problem {
        return shapes(spec).values().stream().mapToLong(Shape::size).sum();
    }

    static ClassifierNetwork.Wiring wiring(ClassifierSpec spec, Parameters p) throws Problem {
        String family = Published.family(spec.body());
        if (!BODIES.contains(spec.body())) {
            throw Problem.model(
                    "nn.body",
                    "Unknown classifier '" + spec.body() + "'.",
                    "This version knows " + String.join(", ", BODIES) + " and " + TextureClassifier.BODY + ".");
        }
        require("stem", spec.stem(), family.equals("vit") ? List.of("imagenet") : List.of("imagenet", "small"), spec);
        require(
                "head",
                spec.head(),
                switch (family) {
                    case "vit" -> List.of(ClassifierSpec.GAP, ClassifierSpec.CLS);
                    case "squeezenet" -> List.of(ClassifierSpec.GAP);
                    default -> List.of(ClassifierSpec.GAP, ClassifierSpec.BN_GAP);
                },
                spec);
        Body body =
                switch (family) {
                    case "vit" -> new VitBody(p, spec);
                    case "squeezenet" -> new SqueezeNetBody(p, spec);
                    default -> resnet(spec, p);
                };
        Head head =
                switch (family) {
                    case "vit" -> new TokenHead(p, body.channels(), spec);
                    case "squeezenet" -> new ClassMapHead(p, body.channels(), spec);
                    default -> new LinearHead(p, body.channels(), spec);
                };
        return new ClassifierNetwork.Wiring(
                body, head, spec.declared() > 0 ? new DeclaredHead(p, spec.declared(), spec.classes()) : null);
    }

    private static Body resnet(ClassifierSpec spec, Parameters p) throws Problem {
        if (spec.blocks().size() != 4 || spec.blocks().stream().anyMatch(n -> n < 1)) {
            throw Problem.model(
                    "nn.blocks",
                    "The classifier '" + spec.body() + "' cannot have blocks " + spec.blocks() + ".",
                    "Name four numbers of 1 or more, one for each stage.");
        }
        return new ResNetBody(p, spec);
    }

    private static void require(String what, String value, List<String> known, ClassifierSpec spec) throws Problem {
        if (!known.contains(value)) {
            throw Problem.model(
                    "nn." + what,
                    "The classifier '" + spec.body() + "' has no " + what + " '" + value + "'.",
                    "Use " + String.join(" or ", known) + ".");
        }
    }
}
