package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run folder keeps of its data: the manifest's header, and what most of its samples are.
 *
 * @param header keys of the header, with {@code modality}, {@code organ} and {@code pictures} of the samples under {@code
 *     samples}; older runs have the header alone
 */
record DataFacts(ObjectNode header) {
    static DataFacts of(Manifest manifest) {
        ObjectNode facts = manifest.header().deepCopy();
        ObjectNode samples = facts.putObject("samples");
        samples.put("modality", most(manifest.entries(), ManifestEntry::modality));
        samples.put("organ", most(manifest.entries(), ManifestEntry::organ));
        samples.put(
                "pictures",
                manifest.entries().stream().allMatch(e -> SampleFiles.isPicture(manifest.resolve(e.path()))));
        return new DataFacts(facts);
    }

    private static String most(List<ManifestEntry> entries, Function<ManifestEntry, @Nullable String> key) {
        Map<String, Long> counts = new TreeMap<>();
        entries.stream()
                .map(key)
                .filter(Objects::nonNull)
                .forEach(value -> counts.merge(String.valueOf(value), 1L, Long::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    String source() {
        return header.path("source").asText("own data");
    }

    String licence() {
        return header.path("licence").asText("see the data set");
    }

    /** Names of the classes, in order of their index; empty if none are listed. */
    List<String> classes() {
        return header.path("classes").valueStream().map(JsonNode::asText).toList();
    }

    /** Such as CT or US; {@code otherwise} if the samples do not say. */
    String modality(String otherwise) {
        String modality = header.path("samples").path("modality").asText();
        return modality.isEmpty() ? otherwise : modality;
    }

    /** Such as liver; empty if the samples do not say. */
    String organ() {
        return header.path("samples").path("organ").asText();
    }

    /** Whether all samples are single pictures. */
    boolean pictures() {
        return header.path("samples").path("pictures").asBoolean();
    }
}
