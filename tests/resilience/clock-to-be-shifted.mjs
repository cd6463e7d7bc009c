// For --import: the clock of this process goes back by an hour when it gets SIGUSR2, as that of a machine does when it is
// put right. What is measured by performance.now() goes on, as the kernel's own measure of time does.
const hourMs = 3_600_000;
const TrueDate = globalThis.Date;
let backByMs = 0;

globalThis.Date = class Date extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() - backByMs);
    else super(...given);
  }

  static now() {
    return TrueDate.now() - backByMs;
  }
};

process.on('SIGUSR2', () => {
  backByMs += hourMs;
});
