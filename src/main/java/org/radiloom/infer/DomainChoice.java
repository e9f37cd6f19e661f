package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.model.AnomalyTask;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.problem.Problem;

/**
 * What a series is compared with, and how that is known.
 *
 * @param domain null if that cannot be told
 * @param sentence the basis of the choice, or why there is none
 */
record DomainChoice(AnomalyTask.@Nullable Domain domain, String sentence) {
    /** How many slices the network looks at before it decides. */
    private static final int LOOKS = 9;

    static DomainChoice of(AnomalyTask task, AnomalyInput input, AnomalyPreparation preparation, AnomalyNetwork network)
            throws Problem {
        List<AnomalyTask.Domain> left = input.candidates();
        String basis = input.basis();
        if (!input.said() && input.regions().isEmpty()) {
            Optional<String> objection = lookedAt(input);
            left = left.stream()
                    .filter(each -> objection.isEmpty() == each.modality().equals(GradeInput.ULTRASOUND))
                    .toList();
            if (left.isEmpty()) {
                return new DomainChoice(null, objection.orElse("The picture looks like ultrasound."));
            }
            basis = objection.isEmpty()
                    ? "The picture does not say what it is; it looks like ultrasound."
                    : "The picture does not say what it is; it does not look like ultrasound.";
        }
        if (left.size() == 1) {
            return new DomainChoice(left.getFirst(), basis);
        }
        return network.tells()
                ? told(task, input, preparation, network, left, basis)
                : new DomainChoice(null, basis + " Which organ it shows cannot be told.");
    }

    private static Optional<String> lookedAt(AnomalyInput input) throws Problem {
        int middle = input.stack().slices() / 2;
        Frame frame = Frame.of(input.stack().slice(middle), input.bits());
        return UltrasoundLook.objection(input.inverted() ? frame.inverted() : frame);
    }

    /** The candidate for which the network takes some slices most, each prepared for the candidate. */
    private static DomainChoice told(
            AnomalyTask task,
            AnomalyInput input,
            AnomalyPreparation preparation,
            AnomalyNetwork network,
            List<AnomalyTask.Domain> candidates,
            String basis)
            throws Problem {
        AnomalyTask.Domain best = null;
        double most = -1;
        String why = "";
        for (AnomalyTask.Domain each : candidates) {
            List<AnomalyPreparation.Prepared> seen = new ArrayList<>();
            for (int k : spread(input.stack().slices())) {
                AnomalyPreparation.Prepared prepared = preparation.of(input, k, each);
                if (prepared.view() == null) {
                    why = prepared.why();
                } else {
                    seen.add(prepared);
                }
            }
            double share = seen.isEmpty() ? -1 : share(task, each, seen, network);
            if (share > most) {
                most = share;
                best = each;
            }
        }
        return best == null
                ? new DomainChoice(null, why)
                : new DomainChoice(best, basis + " The network took it for " + best.name() + ".");
    }

    /** Mean of the probabilities of organ and modality, multiplied; the network is not told what it may be. */
    private static double share(
            AnomalyTask task, AnomalyTask.Domain domain, List<AnomalyPreparation.Prepared> seen, AnomalyNetwork network)
            throws Problem {
        int n = seen.size();
        int plane = task.side() * task.side();
        float[] all = new float[n * plane];
        for (int k = 0; k < n; k++) {
            System.arraycopy(seen.get(k).input(), 0, all, k * plane, plane);
        }
        List<byte[]> regions =
                seen.stream().map(AnomalyPreparation.Prepared::region).toList();
        AnomalyNetwork.Answer answer = network.look(all, n, Known.of(-1, -1, regions));
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += at(answer.organs(), k, task.organs(), domain.organ())
                    * at(answer.modalities(), k, task.modalities(), domain.modality());
        }
        return sum / n;
    }

    private static double at(float[] probabilities, int row, List<String> names, String name) {
        return probabilities.length == 0 ? 1 : probabilities[row * names.size() + names.indexOf(name)];
    }

    private static List<Integer> spread(int slices) {
        List<Integer> some = new ArrayList<>();
        int n = Math.min(LOOKS, slices);
        for (int at = 0; at < n; at++) {
            some.add((2 * at + 1) * slices / (2 * n));
        }
        return some;
    }
}
