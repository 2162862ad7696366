package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.resail.proto.v1.Acknowledgement;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrievalUnit;
import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class UnitBatchesTest {
  private static final PutUnitsRequest FRAME =
      PutUnitsRequest.newBuilder()
          .setAcknowledgement(Acknowledgement.ACKNOWLEDGEMENT_VISIBLE)
          .build();

  @RepeatedTest(30)
  void everyUnitIsInOneBatchInOrderAndNoBatchIsTooLarge(SplittableRandom random) {
    int most = 50 + random.nextInt(500);
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      units.add(
          RetrievalUnit.newBuilder()
              .setId("unit " + i)
              .setPixelsPng(ByteString.copyFrom(new byte[random.nextInt(300)]))
              .build());
    }

    List<PutUnitsRequest> batches = new ArrayList<>();
    new UnitBatches(units.iterator(), FRAME, most).forEachRemaining(batches::add);

    assertThat(batches.stream().flatMap(batch -> batch.getUnitsList().stream())).isEqualTo(units);
    assertThat(batches)
        .allSatisfy(
            batch -> {
              assertThat(batch.getAcknowledgement()).isEqualTo(FRAME.getAcknowledgement());
              int bytes =
                  batch.getUnitsList().stream().mapToInt(RetrievalUnit::getSerializedSize).sum();
              assertThat(batch.getUnitsCount() == 1 || bytes <= most).isTrue();
            });
    for (int i = 1; i < batches.size(); i++) {
      int bytes =
          batches.get(i - 1).getUnitsList().stream()
                  .mapToInt(RetrievalUnit::getSerializedSize)
                  .sum()
              + batches.get(i).getUnits(0).getSerializedSize();
      assertThat(bytes).as("a batch ends only where the next unit is too much").isGreaterThan(most);
    }
  }

  @Test
  void withoutUnitsThereIsNoBatch() {
    UnitBatches none = new UnitBatches(List.<RetrievalUnit>of().iterator(), FRAME, 10);

    assertThat(none).isExhausted();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }
}
