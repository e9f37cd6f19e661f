package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/**
 * A detector without a network: each place of a picture is compared with the same place in normal pictures, by {@link
 * PatchFeatures}. Its score is the mean of the distances.
 *
 * <p>It remembers each organ in each modality apart. A picture of which neither is declared is compared with the memory
 * that most of its places are nearest to; the shares of places are its probabilities. It is fitted by {@link #measure},
 * takes no steps and makes no reconstruction.
 *
 * <p>Buffers, for each pair n = organ · modalities + modality: {@code memory.n.count} (1), {@code memory.n.mean}, {@code
 * memory.n.deviation} (28·28·8), {@code memory.n.pictures} (most · 7·7·8).
 */
final class PatchMemory implements Detector {
    private final DetectorSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final LatentHeads heads;
    private final int modalities;
    private final List<Kept> kept = new ArrayList<>();
    private @Nullable List<PatchBank> ready;

    /** Where a bank lies in the engine. */
    private record Kept(NDArray count, NDArray mean, NDArray deviation, NDArray pictures) {}

    PatchMemory(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        this.spec = spec;
        this.manager = manager;
        this.arrays = p;
        this.heads = new LatentHeads(p, ConstraintSpec.none(), PatchBank.LENGTH);
        this.modalities = Math.max(1, spec.constraints().modalities());
        for (int n = 0; n < Math.max(1, spec.constraints().organs()) * modalities; n++) {
            String name = "memory." + n;
            kept.add(new Kept(
                    p.buffer(name + ".count", 1, 0),
                    p.buffer(name + ".mean", PatchFeatures.PIXELS, 0),
                    p.buffer(name + ".deviation", PatchFeatures.PIXELS, 1),
                    p.buffer(name + ".pictures", spec.memory() * PatchBank.LENGTH, 0)));
        }
    }

    /** Remembers these pictures and forgets all others; those of which organ or modality is unknown are left out. */
    @Override
    public void measure(Iterable<Normals> normals) {
        List<List<float[]>> byPair = new ArrayList<>();
        kept.forEach(bank -> byPair.add(new ArrayList<>()));
        int plane = spec.side() * spec.side();
        for (Normals batch : normals) {
            float[] pixels = batch.pictures().toFloatArray();
            for (int n = 0; n < batch.organ().length; n++) {
                int pair = pair((int) batch.organ()[n], (int) batch.modality()[n]);
                if (pair >= 0) {
                    float[] picture = Arrays.copyOfRange(pixels, n * plane, (n + 1) * plane);
                    byPair.get(pair).add(PatchFeatures.of(picture, spec.side()));
                }
            }
        }
        for (int n = 0; n < kept.size(); n++) {
            write(kept.get(n), byPair.get(n));
        }
    }

    /** -1 where one of them is unknown, but for the only pair there is. */
    private int pair(int organ, int modality) {
        if (kept.size() == 1) {
            return 0;
        }
        int o = spec.constraints().organs() > 1 ? organ : 0;
        int m = modalities > 1 ? modality : 0;
        return o < 0 || m < 0 ? -1 : o * modalities + m;
    }

    private void write(Kept into, List<float[]> features) {
        if (features.isEmpty()) {
            put(into.count, new float[] {0});
            return;
        }
        PatchBank bank = PatchBank.of(features, spec.memory());
        float[] pictures = new float[spec.memory() * PatchBank.LENGTH];
        for (int n = 0; n < bank.pictures().length; n++) {
            System.arraycopy(bank.pictures()[n], 0, pictures, n * PatchBank.LENGTH, PatchBank.LENGTH);
        }
        put(into.count, new float[] {bank.pictures().length});
        put(into.mean, bank.mean());
        put(into.deviation, bank.deviation());
        put(into.pictures, pictures);
    }

    private static void put(NDArray array, float[] values) {
        ParameterMemory.of(array).put(0, values, values.length);
    }

    private List<PatchBank> banks() {
        if (ready != null) {
            return ready;
        }
        List<PatchBank> banks = new ArrayList<>();
        for (Kept each : kept) {
            int count = (int) each.count.toFloatArray()[0];
            float[] all = count == 0 ? new float[0] : each.pictures.toFloatArray();
            float[][] pictures = new float[count][];
            for (int n = 0; n < count; n++) {
                pictures[n] = Arrays.copyOfRange(all, n * PatchBank.LENGTH, (n + 1) * PatchBank.LENGTH);
            }
            banks.add(new PatchBank(each.mean.toFloatArray(), each.deviation.toFloatArray(), pictures));
        }
        return banks;
    }

    /** What is found in one picture. */
    private record Found(float[] distances, float[] places, float[] shares) {}

    @Override
    public Look look(NDArray x) {
        return look(x, Known.nothing());
    }

    @Override
    public Look look(NDArray x, Known known) {
        int batch = Math.toIntExact(x.getShape().get(0));
        int plane = spec.side() * spec.side();
        float[] pixels = x.toFloatArray();
        List<PatchBank> banks = banks();
        Found[] found = new Found[batch];
        IntStream.range(0, batch).parallel().forEach(n -> {
            float[] picture = Arrays.copyOfRange(pixels, n * plane, (n + 1) * plane);
            found[n] = find(PatchFeatures.of(picture, spec.side()), banks, pair(known.organ(n), known.modality(n)));
        });
        NDManager into = x.getManager();
        int places = PatchFeatures.PLACES * PatchFeatures.PLACES;
        float[] scores = new float[batch];
        float[] maps = new float[batch * places];
        float[] latents = new float[batch * PatchBank.LENGTH];
        for (int n = 0; n < batch; n++) {
            for (int at = 0; at < places; at++) {
                scores[n] += found[n].distances[at] / places;
            }
            System.arraycopy(found[n].distances, 0, maps, n * places, places);
            System.arraycopy(found[n].places, 0, latents, n * PatchBank.LENGTH, PatchBank.LENGTH);
        }
        NDArray map;
        try (NDArray small = into.create(maps, new Shape(batch, 1, PatchFeatures.PLACES, PatchFeatures.PLACES))) {
            map = EngineCompat.resizeBilinear(small, spec.side(), spec.side());
        }
        return new Look(
                into.create(scores),
                map,
                Optional.empty(),
                shares(into, found, true),
                shares(into, found, false),
                into.create(latents, new Shape(batch, PatchBank.LENGTH)));
    }

    private Found find(float[] features, List<PatchBank> banks, int declared) {
        int places = PatchFeatures.PLACES * PatchFeatures.PLACES;
        float[][] distances = new float[banks.size()][];
        float[] shares = new float[banks.size()];
        List<float[]> seen = new ArrayList<>();
        for (int n = 0; n < banks.size(); n++) {
            PatchBank bank = banks.get(n);
            float[] at = PatchFeatures.places(features, bank.mean(), bank.deviation());
            seen.add(at);
            distances[n] = bank.pictures().length == 0 ? new float[0] : bank.distances(at);
        }
        for (int place = 0; place < places; place++) {
            int nearest = -1;
            for (int n = 0; n < distances.length; n++) {
                if (distances[n].length > 0 && (nearest < 0 || distances[n][place] < distances[nearest][place])) {
                    nearest = n;
                }
            }
            if (nearest >= 0) {
                shares[nearest] += 1f / places;
            }
        }
        int chosen = 0;
        for (int n = 1; n < shares.length; n++) {
            chosen = shares[n] > shares[chosen] ? n : chosen;
        }
        if (declared >= 0 && distances[declared].length > 0) {
            chosen = declared;
        }
        // nothing is remembered yet
        float[] of = distances[chosen].length == 0 ? new float[places] : distances[chosen];
        return new Found(of, seen.get(chosen), shares);
    }

    /** Shares of places by organ or modality; empty if there is only one. */
    private Optional<NDArray> shares(NDManager into, Found[] found, boolean byOrgan) {
        int organs = kept.size() / modalities;
        int classes = byOrgan ? organs : modalities;
        if (classes < 2) {
            return Optional.empty();
        }
        float[] values = new float[found.length * classes];
        for (int n = 0; n < found.length; n++) {
            for (int pair = 0; pair < kept.size(); pair++) {
                int of = byOrgan ? pair / modalities : pair % modalities;
                values[n * classes + of] += found[n].shares[pair];
            }
        }
        return Optional.of(into.create(values, new Shape(found.length, classes)));
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
        trainable();
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        trainable();
        return arrays.buffers();
    }

    private void trainable() {
        if (ready != null) {
            throw new IllegalStateException("prepared for inference");
        }
    }

    @Override
    public SequencedSet<String> groups() {
        return new LinkedHashSet<>();
    }

    @Override
    public void freeze(Set<String> groups) {
        if (!groups.isEmpty()) {
            throw new IllegalArgumentException(groups + " are no groups");
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
    public void prepareForInference() {
        ready = banks();
    }

    @Override
    public void close() {
        manager.close();
    }
}
