import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import type { Problem } from '../api/client';
import { ProblemAlert } from './Failure';

export function Confirm({
  title,
  body,
  yes,
  no,
  busy,
  problem,
  onYes,
  onNo,
}: {
  title: string;
  body: string;
  yes: string;
  no: string;
  busy: boolean;
  problem: Problem | null;
  onYes: () => void;
  onNo: () => void;
}) {
  return (
    <Modal isOpen variant="small" aria-labelledby="confirm-title" aria-describedby="confirm-body" onClose={onNo}>
      <ModalHeader title={title} labelId="confirm-title" />
      <ModalBody id="confirm-body">
        <ProblemAlert problem={problem} />
        {body}
      </ModalBody>
      <ModalFooter>
        <Button variant="danger" onClick={onYes} isDisabled={busy} isLoading={busy}>
          {yes}
        </Button>
        <Button variant="link" onClick={onNo}>
          {no}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
