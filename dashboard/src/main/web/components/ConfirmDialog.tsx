import { useEffect, useRef } from "preact/hooks";

interface Props {
  question: string;
  consequence: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

export function ConfirmDialog({ question, consequence, yes, no, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="question" onCancel={onNo}>
      <h2 id="question">{question}</h2>
      <p>{consequence}</p>
      <div class="actions">
        <button type="button" onClick={onNo}>{no}</button>
        <button type="button" class="danger" onClick={onYes}>{yes}</button>
      </div>
    </dialog>
  );
}
