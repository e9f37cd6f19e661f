package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Segmenters;
import org.radiloom.problem.Problem;

/** One package out of several of the same shape: its network averages theirs. */
public final class CombinedPackage {
    private CombinedPackage() {}

    /**
     * Writes the package; its card is the first one's without figures, which belong to each member alone.
     *
     * @param folder created if needed
     * @throws Problem {@code model.combine} if there are fewer than two, or they differ in input, network, cleaning or
     *     split
     */
    public static ModelPackage of(List<ModelPackage> members, Path folder) throws Problem {
        if (members.size() < 2) {
            throw Problem.usage("model.combine", "One model alone cannot be combined.", "Name two or more.");
        }
        ModelPackage first = members.getFirst();
        Map<String, FloatTensor> all = new LinkedHashMap<>();
        for (int n = 0; n < members.size(); n++) {
            refuseOther(first.card(), members.get(n).card());
            members.get(n).verifyWeights();
            String prefix = Segmenters.memberPrefix(n);
            Safetensors.read(members.get(n).weights()).forEach((name, tensor) -> all.put(prefix + name, tensor));
        }
        ObjectNode changes = Json.object();
        changes.putObject("network").put("members", members.size());
        changes.put(
                "command",
                members.stream().map(member -> member.card().command()).collect(Collectors.joining("\n")));
        ModelCard card = first.card().with(changes).withoutMetrics();
        Path weights = folder.resolve("weights.safetensors");
        try {
            Files.createDirectories(folder);
            Path split = first.folder().resolve(CandidatePackage.SPLIT);
            if (Files.exists(split)) {
                Files.copy(split, folder.resolve(CandidatePackage.SPLIT), StandardCopyOption.REPLACE_EXISTING);
            }
            Safetensors.write(weights, all, Map.of());
        } catch (IOException e) {
            throw Problem.input("file.unwritable", folder + " cannot be written.", "Choose another folder.", e);
        }
        return ModelPackage.write(folder, card, weights);
    }

    private static void refuseOther(ModelCard first, ModelCard other) throws Problem {
        String differs =
                !other.segmentation().input().equals(first.segmentation().input())
                        ? "see different inputs"
                        : !other.network().equals(first.network())
                                ? "have different networks"
                                : !other.segmentation()
                                                .postProcessing()
                                                .equals(first.segmentation().postProcessing())
                                        ? "clean their masks differently"
                                        : !other.data()
                                                        .splitFingerprint()
                                                        .equals(first.data().splitFingerprint())
                                                ? "kept different patients out"
                                                : "";
        if (!differs.isEmpty()) {
            throw Problem.usage(
                    "model.combine",
                    "The models " + first.id() + " and " + other.id() + " " + differs + ".",
                    "Combine runs of one configuration that differ in nothing but their seed and length.");
        }
    }
}
