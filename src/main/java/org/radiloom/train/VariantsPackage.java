package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;

/** One package out of grading models that look at the same pictures and differ in what a reader declares beside them. */
public final class VariantsPackage {
    private VariantsPackage() {}

    /**
     * Writes the package: the card of the first with the variants of all, each with its network, in the order given.
     *
     * @param members each with one variant; the one to use when nothing is declared first
     * @param folder created if needed
     * @throws Problem {@code model.combine} if they differ in classes, pictures or aggregation, or share a variant's name
     */
    public static ModelPackage of(List<ModelPackage> members, Path folder) throws Problem {
        GradingTask first = members.getFirst().card().grading();
        List<GradingTask.Variant> variants = new ArrayList<>();
        ObjectNode changes = Json.object();
        ObjectNode networks = Json.object();
        Map<String, FloatTensor> all = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (ModelPackage member : members) {
            GradingTask task = member.card().grading();
            GradingTask.Variant variant = task.variants().getFirst();
            if (task.variants().size() != 1
                    || !names.add(variant.name())
                    || !task.classes().equals(first.classes())
                    || !task.picture().equals(first.picture())
                    || !task.aggregation().equals(first.aggregation())) {
                throw Problem.usage(
                        "model.combine",
                        "The models " + members.getFirst().card().id() + " and "
                                + member.card().id() + " are no variants of one model.",
                        "Combine runs that see the same pictures and differ in picture.declared.");
            }
            member.verifyWeights();
            variants.add(variant);
            networks.set(variant.name(), member.card().network());
            Safetensors.read(member.weights()).forEach((name, tensor) -> all.put(variant.name() + "." + name, tensor));
        }
        changes.set("variants", Json.MAPPER.valueToTree(variants));
        changes.put(
                "command",
                members.stream().map(member -> member.card().command()).collect(Collectors.joining("\n")));
        ModelCard plain = members.getFirst().card().with(changes).withoutMetrics();
        Path weights = folder.resolve("weights.safetensors");
        try {
            Files.createDirectories(folder);
            Path split = members.getFirst().folder().resolve(CandidatePackage.SPLIT);
            if (Files.exists(split)) {
                Files.copy(split, folder.resolve(CandidatePackage.SPLIT), StandardCopyOption.REPLACE_EXISTING);
            }
            Safetensors.write(weights, all, Map.of());
        } catch (IOException e) {
            throw Problem.input("file.unwritable", folder + " cannot be written.", "Choose another folder.", e);
        }
        return ModelPackage.write(folder, plain.withNetwork(networks), weights);
    }
}
