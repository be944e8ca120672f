package dev.tuner.api.trial;

import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.provenance.Provenances;
import dev.tuner.wire.Provenance;
import dev.tuner.wire.ProvenanceView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the holder of a trial's lease says what runs it. */
@Tag(name = "running trials")
@RestController
@RequestMapping("/api/v1/trials")
class ProvenanceController {

  private final Provenances provenances;

  ProvenanceController(Provenances provenances) {
    this.provenances = provenances;
  }

  @Operation(
      summary =
          "Say what runs the trial (version, environment, command to run it again), to be kept with"
              + " it")
  @PutMapping("/{id}/provenance")
  List<ProvenanceView> put(@PathVariable UUID id, @RequestBody Provenance said) {
    var lease = new LeaseRef(id, said.lease());
    provenances.record(lease, said.version(), said.environment(), said.command());
    return views(provenances, id);
  }

  static List<ProvenanceView> views(Provenances provenances, UUID trialId) {
    return provenances.of(trialId).stream()
        .map(
            run ->
                new ProvenanceView(
                    run.attempt(),
                    run.worker(),
                    run.version(),
                    run.environment(),
                    run.command(),
                    run.recordedAt()))
        .toList();
  }
}
