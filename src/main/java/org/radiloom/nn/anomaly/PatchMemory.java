package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/**
 * A detector without a network: it keeps written features of patches of normal pictures, one bank for each organ in a
 * modality, and asks how far the patches of a picture are from the nearest of them. Nearest neighbours of patches as in SPADE
 * (Cohen and Hoshen 2020, arXiv:2005.02357) and PatchCore (Roth et al. 2022, arXiv:2106.08265), whose patches a network
 * describes; here few pictures must do.
 *
 * <p>It is fitted by {@link #measure} and takes no steps. A bank never holds more rows at a place than
 * {@link DetectorSpec#memory}. Which organ and modality a picture shows is asked of the caller; where he does not know, the
 * kind of the nearest of a few remembered pictures counts.
 *
 * <p>Buffers: {@code memory.<n>.<name>} of each bank, and those of {@link Kinds} to tell the kinds apart.
 */
public final class PatchMemory implements Detector {
    private final DetectorSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final LatentHeads heads;
    private final List<MemorySpec> kinds;
    private @Nullable Banks ready;

    /** All that is remembered, outside the engine. */
    private record Banks(List<PatchBank> banks, Kinds kinds) {}

    PatchMemory(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        this.spec = spec;
        this.manager = manager;
        this.arrays = p;
        this.heads = new LatentHeads(p, ConstraintSpec.none(), 1);
        this.kinds = kinds(spec);
        sizes(spec).forEach((name, size) -> p.buffer(name, size, 0));
    }

    /** What is remembered; by position all there may be, where the spec does not say. */
    private static List<MemorySpec> kinds(DetectorSpec spec) {
        if (!spec.memories().isEmpty()) {
            return spec.memories();
        }
        List<MemorySpec> kinds = new ArrayList<>();
        for (int organ = 0; organ < Math.max(1, spec.constraints().organs()); organ++) {
            for (int modality = 0; modality < Math.max(1, spec.constraints().modalities()); modality++) {
                kinds.add(new MemorySpec(organ, modality, MemorySpec.BY_POSITION, spec.memory()));
            }
        }
        return List.copyOf(kinds);
    }

    /** Numbers of each array, by name. */
    private static SequencedMap<String, Integer> sizes(DetectorSpec spec) {
        SequencedMap<String, Integer> sizes = new LinkedHashMap<>();
        List<MemorySpec> kinds = kinds(spec);
        for (int n = 0; n < kinds.size(); n++) {
            String bank = bank(n);
            PatchBank.sizes(kinds.get(n), spec.memory()).forEach((name, size) -> sizes.put(bank + name, size));
        }
        sizes.putAll(Kinds.sizes(kinds));
        return sizes;
    }

    private static String bank(int n) {
        return "memory." + n + ".";
    }

    /** How many bytes all banks take, in memory and in the file. */
    public static long bytes(DetectorSpec spec) {
        return 4L * sizes(spec).values().stream().mapToLong(size -> size).sum();
    }

    /** Remembers these pictures and forgets all others; those of kinds that there is no room for are left out. */
    @Override
    public void measure(Iterable<Normals> normals) {
        List<List<PatchBank.Normal>> byKind = new ArrayList<>();
        kinds.forEach(kind -> byKind.add(new ArrayList<>()));
        int plane = spec.side() * spec.side();
        for (Normals batch : normals) {
            float[] pixels = batch.pictures().toFloatArray();
            for (int b = 0; b < batch.organ().length; b++) {
                int kind = place((int) batch.organ()[b], (int) batch.modality()[b]);
                if (kind >= 0) {
                    byKind.get(kind)
                            .add(new PatchBank.Normal(
                                    unit(Arrays.copyOfRange(pixels, b * plane, (b + 1) * plane)),
                                    region(batch.regions(), b, plane)));
                }
            }
        }
        for (int n = 0; n < kinds.size(); n++) {
            String bank = bank(n);
            PatchBank.fit(kinds.get(n), spec.memory(), byKind.get(n), spec.side())
                    .arrays()
                    .forEach((name, values) -> put(bank + name, values));
        }
        Kinds.fit(kinds, spec.side(), byKind).arrays().forEach(this::put);
    }

    private static byte[] region(float[] regions, int picture, int plane) {
        byte[] region = new byte[plane];
        for (int at = 0; at < plane; at++) {
            region[at] = (byte) (regions.length == 0 || regions[picture * plane + at] >= 0.5 ? 1 : 0);
        }
        return region;
    }

    private void put(String name, float[] values) {
        ParameterMemory.of(array(name)).put(0, values, values.length);
    }

    /** Which kind that is; the only one if there is but one; -1 for none. */
    private int place(int organ, int modality) {
        for (int n = 0; n < kinds.size(); n++) {
            MemorySpec kind = kinds.get(n);
            if (kind.organ() == organ && kind.modality() == modality) {
                return n;
            }
        }
        return kinds.size() == 1 ? 0 : -1;
    }

    /** From [-1, 1] to [0, 1]. */
    private static float[] unit(float[] values) {
        float[] unit = new float[values.length];
        for (int at = 0; at < unit.length; at++) {
            unit[at] = Math.clamp((values[at] + 1) / 2, 0f, 1f);
        }
        return unit;
    }

    @Override
    public Look look(NDArray x) {
        return look(x, Known.nothing());
    }

    @Override
    public Look look(NDArray x, Known known) {
        int batch = Math.toIntExact(x.getShape().get(0));
        int side = spec.side();
        int plane = side * side;
        Banks remembered = ready == null ? banks() : ready;
        float[] pixels = x.toFloatArray();
        float[] scores = new float[batch];
        float[] maps = new float[batch * plane];
        int organs = Math.max(1, spec.constraints().organs());
        int modalities = Math.max(1, spec.constraints().modalities());
        float[] organ = new float[batch * organs];
        float[] modality = new float[batch * modalities];
        IntStream.range(0, batch).parallel().forEach(b -> {
            float[] picture = unit(Arrays.copyOfRange(pixels, b * plane, (b + 1) * plane));
            byte[] region = known.region(b, plane);
            double[] likely = remembered.kinds.likely(picture, region);
            for (int n = 0; n < likely.length; n++) {
                MemorySpec kind = kinds.get(n);
                organ[b * organs + kind.organ()] += (float) likely[n];
                modality[b * modalities + kind.modality()] += (float) likely[n];
            }
            PatchBank bank = remembered.banks.get(bank(known.organ(b), known.modality(b), likely, remembered.banks));
            PatchBank.Seen seen =
                    bank.empty() ? new PatchBank.Seen(0, new float[plane]) : bank.see(picture, region, side);
            scores[b] = (float) seen.score();
            System.arraycopy(seen.map(), 0, maps, b * plane, plane);
        });
        NDManager into = x.getManager();
        return new Look(
                into.create(scores, new Shape(batch)),
                into.create(maps, new Shape(batch, 1, side, side)),
                Optional.empty(),
                organs > 1 ? Optional.of(into.create(organ, new Shape(batch, organs))) : Optional.empty(),
                modalities > 1 ? Optional.of(into.create(modality, new Shape(batch, modalities))) : Optional.empty(),
                into.zeros(new Shape(batch, 1)));
    }

    /** Which bank: that of what is known, if anything is remembered of it; else the likeliest. */
    private int bank(int organ, int modality, double[] likely, List<PatchBank> banks) {
        int best = place(organ, modality);
        if (best >= 0 && !banks.get(best).empty()) {
            return best;
        }
        best = 0;
        for (int n = 1; n < likely.length; n++) {
            best = likely[n] > likely[best] ? n : best;
        }
        return best;
    }

    private Banks banks() {
        List<PatchBank> banks = new ArrayList<>();
        for (int n = 0; n < kinds.size(); n++) {
            String bank = bank(n);
            banks.add(PatchBank.of(
                    kinds.get(n), spec.memory(), name -> array(bank + name).toFloatArray()));
        }
        return new Banks(banks, Kinds.of(kinds, spec.side(), name -> array(name).toFloatArray()));
    }

    private NDArray array(String name) {
        NDArray array = arrays.buffers().get(name);
        if (array == null) {
            throw new IllegalStateException(name);
        }
        return array;
    }

    @Override
    public void prepareForInference() {
        ready = banks();
    }

    @Override
    public DetectorSpec spec() {
        return spec;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return arrays.buffers();
    }

    /** None. */
    @Override
    public SequencedSet<String> groups() {
        return new LinkedHashSet<>();
    }

    @Override
    public void freeze(Set<String> groups) {
        if (!groups.isEmpty()) {
            throw new IllegalArgumentException(groups + " are not among none");
        }
    }

    @Override
    public LatentHeads heads() {
        return heads;
    }

    /** None: it is fitted. */
    @Override
    public List<Round> rounds() {
        return List.of();
    }

    @Override
    public void close() {
        manager.close();
    }
}
