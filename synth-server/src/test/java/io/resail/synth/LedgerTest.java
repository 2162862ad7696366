package io.resail.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void owesWhatIsPromisedUntilItIsPaintedOrGivenUp() {
    Ledger.Debt three = ledger.owe(Duration.ofMillis(10), 3);
    Ledger.Debt one = ledger.owe(Duration.ofMillis(100), 1);
    assertThat(ledger.owed()).isEqualTo(Duration.ofMillis(130));
    assertThat(ledger.owedImages()).isEqualTo(4);

    three.one();
    assertThat(ledger.owed()).isEqualTo(Duration.ofMillis(120));
    one.close();
    three.close();

    assertThat(ledger.owed()).isZero();
    assertThat(ledger.owedImages()).isZero();
  }

  @Test
  void anImagePaintedAfterItsRequestLeftCountsForNothing() {
    Ledger.Debt debt = ledger.owe(Duration.ofMillis(10), 1);
    debt.close();
    debt.one();
    debt.close();

    assertThat(ledger.owed()).isZero();
    assertThat(ledger.owedImages()).isZero();
  }
}
