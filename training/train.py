"""Trains the adapter on a corpus of `training.generator`.

    python -m training.train --corpus corpus.jsonl --work build/adapter

Loss stands only where labels are written, over the words of the labels; every eighth batch it is over the whole vocabulary, so that a model without a
grammar keeps to them too. A run that was stopped goes on from its last checkpoint; with `--start` a new one begins with the weights of another.

On processors two processes of one thread each, which meet once a step, do more than one of two threads, which meet at every product. Where a C++
compiler is at hand the layers are compiled: most of a step went not into products of matrices but into what stands between them.
"""

import argparse
import random
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import distributed
from torch.nn.functional import cross_entropy

from llm_extract import tasks
from llm_extract.tasks.base import Task
from training.base import load_base, with_adapter
from training.examples import Encoded, Encoder, batches, read_corpus

WHOLE_VOCABULARY_EVERY = 8
CHECKPOINT_SECONDS = 240
WARM_UP, COOL_DOWN = 0.04, 0.3
"""The shares of a run, its first and its last, in which the rate rises and falls; a run that is stopped before can be gone on with for some
minutes to end it well."""


@dataclass(frozen=True)
class Plan:
    """How to train.

    Attributes:
        rate: the peak of the learning rate.
        tokens: of a batch.
        seed: decides the order of the examples.
        sorted_together: how many batches together are of like length.
        minutes: end this call before the last batch, 0 for no such end; the rate falls in time for either.
        processes: which train together, each on its own batch of a step.
        compiled: compile the layers, which takes a minute and a C++ compiler.
        start: checkpoint of another run, whose weights are the first of this one.
    """

    rate: float = 6e-4
    tokens: int = 1024
    seed: int = 1
    sorted_together: int = 40
    minutes: float = 0.0
    processes: int = 1
    compiled: bool = False
    start: Path | None = None


class Trainer:
    """Trains one adapter; what it writes lies under `work`."""

    def __init__(self, work: Path, task: Task, plan: Plan) -> None:
        """Loads the base model; where the plan says several processes, they must have met (`torch.distributed`)."""
        torch.manual_seed(plan.seed)
        self.work, self.plan = work, plan
        self.rank = distributed.get_rank() if plan.processes > 1 else 0
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        tokenizer, base = load_base()
        self.encoder = Encoder(tokenizer, task)
        self.model = with_adapter(base).to(self.device)
        self.weights = [one for one in self.model.parameters() if one.requires_grad]
        self.optimizer = torch.optim.AdamW(self.weights, lr=plan.rate, weight_decay=0.0, betas=(0.9, 0.98))
        self.words = torch.tensor(self.encoder.vocabulary, device=self.device)
        self.index = torch.full((base.config.vocab_size,), -1, device=self.device)
        self.index[self.words] = torch.arange(len(self.words), device=self.device)
        self.table = base.get_input_embeddings().weight
        # Without the instructions for it, 16-bit products on a processor are several times slower than 32-bit ones.
        self.half = self.device == "cuda" or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001  the only way to ask
        self._prepare()

    def _prepare(self) -> None:
        """Makes of the layers what is the faster to train."""
        for layer in self.model.base_model.model.model.layers:
            for product in layer.modules():
                # Autocast would turn these weights into 16 bits anew at every step; they hold no more than that.
                if self.half and isinstance(product, torch.nn.Linear) and not product.weight.requires_grad:
                    product.weight.data = product.weight.data.to(torch.bfloat16)
            if self.plan.compiled:
                layer.compile(dynamic=True)

    @property
    def checkpoint(self) -> Path:
        """Where the state of the run is kept."""
        return self.work / "checkpoint.pt"

    def run(self, examples: Sequence[Encoded]) -> None:
        """One pass over the examples."""
        ordered = self._ordered(examples)
        steps = len(ordered) // self.plan.processes
        begun = done = self._resume(steps)
        started = saved = time.monotonic()
        limit = self.plan.minutes * 60 or float("inf")
        tokens = 0
        losses: list[float] = []
        seconds = 0.0
        while done < steps and seconds < limit:
            self._set_rate(max(done / steps, seconds / limit))
            batch = ordered[done * self.plan.processes + self.rank]
            loss, seconds = self._step(batch, time.monotonic() - started, whole=done % WHOLE_VOCABULARY_EVERY == 0)
            losses.append(loss)
            tokens += sum(len(one.ids) for one in batch) * self.plan.processes
            if done % 20 == 0:
                recent = losses[-40:]
                self._say(f"{done}/{steps} loss {sum(recent) / len(recent):.4f} {tokens / seconds:.0f} tokens/s")
            done += 1
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self._save(done, steps)
                saved = time.monotonic()
        if done > begun:
            self._save(done, steps)

    def _say(self, line: str) -> None:
        if self.rank == 0:
            print(line, flush=True)

    def _ordered(self, examples: Sequence[Encoded]) -> list[list[Encoded]]:
        """Batches of examples of like length, the batches themselves in an order of chance."""
        chance = random.Random(self.plan.seed)  # noqa: S311  an order, no secret
        shuffled = chance.sample(examples, len(examples))
        found: list[list[Encoded]] = []
        window = self.plan.sorted_together * 12
        for at in range(0, len(shuffled), window):
            part = list(batches(sorted(shuffled[at : at + window], key=lambda one: len(one.ids)), self.plan.tokens))
            found += chance.sample(part, len(part))
        return found

    def _set_rate(self, share: float) -> None:
        scale = max(0.02, min(1.0, share / WARM_UP, (1 - share) / COOL_DOWN))
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * scale

    def _step(self, batch: Sequence[Encoded], seconds: float, *, whole: bool) -> tuple[float, float]:
        """One step; gives the loss and the seconds, both as the mean of all processes, so that all stop together."""
        hidden, targets = self.hidden(self.model, batch)
        if whole:
            loss = cross_entropy(hidden @ self.table.T.to(hidden.dtype), targets)
        else:
            loss = cross_entropy(hidden @ self.table[self.words].T.to(hidden.dtype), self.index[targets])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        loss_seconds = self._average(torch.tensor([float(loss.detach()), seconds]))
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        return loss_seconds

    def _average(self, said: torch.Tensor) -> tuple[float, float]:
        if self.plan.processes > 1:
            together = torch.cat([said, *(one.grad.flatten() for one in self.weights)])
            distributed.all_reduce(together)
            together /= self.plan.processes
            said, at = together[:2], 2
            for one in self.weights:
                one.grad.copy_(together[at : at + one.numel()].view_as(one))
                at += one.numel()
        return float(said[0]), float(said[1])

    def hidden(self, model: Any, batch: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:  # noqa: ANN401  see training.base
        """The last states before each token of a label, and those tokens."""
        longest = max(len(one.ids) for one in batch)
        ids = torch.tensor([[*one.ids, *[0] * (longest - len(one.ids))] for one in batch], device=self.device)
        rows = torch.tensor([row for row, one in enumerate(batch) for _ in one.positions], device=self.device)
        columns = torch.tensor([at for one in batch for at in one.positions], device=self.device)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.half):
            # Attention looks back only, so that the padding behind is never seen.
            states = model.base_model.model.model(input_ids=ids, use_cache=False).last_hidden_state
        return states[rows, columns], ids[rows, columns + 1]

    def _save(self, done: int, steps: int) -> None:
        if self.rank != 0:
            return
        adapter = {name: value for name, value in self.model.state_dict().items() if "lora_" in name}
        part = self.checkpoint.with_suffix(".part")
        torch.save({"step": done, "run": self._run(steps), "adapter": adapter, "optimizer": self.optimizer.state_dict()}, part)
        part.replace(self.checkpoint)

    def _resume(self, steps: int) -> int:
        """How many steps are done; the weights are those of the last checkpoint, else of the run to start from."""
        if not self.checkpoint.is_file():
            if self.plan.start:
                self._load(self.plan.start)
            return 0
        state = self._load(self.checkpoint)
        if state["run"] != self._run(steps):
            raise SystemExit(f"{self.checkpoint}: the checkpoint of another run; remove it, or give another folder as --work")
        self.optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])

    def _run(self, steps: int) -> list[str]:
        """What tells a run from others that wrote a checkpoint there: how many steps it has, and where it began."""
        return [str(steps), str(self.plan.start)]

    def _load(self, checkpoint: Path) -> dict[str, Any]:
        state: dict[str, Any] = torch.load(checkpoint, weights_only=True, map_location=self.device)
        self.model.load_state_dict(state["adapter"], strict=False)
        return state


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    parser.add_argument("--processes", type=int, default=1 if torch.cuda.is_available() else 2)
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--tokens", type=int, default=Plan.tokens)
    parser.add_argument("--minutes", type=float, default=Plan.minutes, help="of this call, 0 for the whole corpus")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run, to begin with its weights")
    parser.add_argument(
        "--compile", action=argparse.BooleanOptionalAction, default=shutil.which("c++") is not None, dest="compiled", help="the layers"
    )
    wanted = parser.parse_args()
    wanted.work.mkdir(parents=True, exist_ok=True)
    if wanted.processes == 1:
        _process(0, wanted)
        return
    load_base()  # dequantised once, before there are several
    (wanted.work / "rendezvous").unlink(missing_ok=True)
    # Told to end, the first process leaves by an exception, so that it takes the others with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    torch.multiprocessing.spawn(_process, (wanted,), nprocs=wanted.processes, daemon=True)


def _process(rank: int, wanted: argparse.Namespace) -> None:
    torch.set_num_threads(wanted.threads)
    if wanted.processes > 1:
        meeting = f"file://{(wanted.work / 'rendezvous').resolve()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=wanted.processes)
    trainer = Trainer(
        wanted.work,
        tasks.get(wanted.task),
        Plan(wanted.rate, wanted.tokens, minutes=wanted.minutes, processes=wanted.processes, compiled=wanted.compiled, start=wanted.start),
    )
    encoded = [one for one in map(trainer.encoder.encode, read_corpus(wanted.corpus)) if one]
    if rank == 0:
        print(f"{len(encoded)} sentences, {sum(len(one.ids) for one in encoded)} tokens", flush=True)
    trainer.run(encoded)
    if wanted.processes > 1:
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
